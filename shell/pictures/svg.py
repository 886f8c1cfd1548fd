#!/usr/bin/env python3
"""Draws a terminal's screen, as `tmux capture-pane -e -p` gives it on standard input, as an SVG file.

The text stays text. Each piece of a row has its own place and width, so that columns line up in whatever monospaced font
there is. Colours follow the reader's light or dark scheme.
"""
import argparse
import re
import sys
from html import escape

CELL, ROW, SIZE = 8.4, 20, 14
SIDE, BAR, FOOT = 20, 40, 18
# In a light and a dark scheme. What text is written in has a contrast of 4.5 or more with the background.
COLOURS = {
    "bg": ("#ffffff", "#0d1117"), "fg": ("#1f2328", "#e6edf3"), "bar": ("#f6f8fa", "#161b22"),
    "edge": ("#d1d9e0", "#3d444d"), "quiet": ("#59636e", "#9198a1"),
    "c0": ("#24292f", "#8b949e"), "c1": ("#cf222e", "#ff7b72"), "c2": ("#116329", "#56d364"),
    "c3": ("#7d4e00", "#e3b341"), "c4": ("#0550ae", "#79c0ff"), "c5": ("#8250df", "#d2a8ff"),
    "c6": ("#1b7c83", "#56d4dd"), "c7": ("#57606a", "#b1bac4"),
}
LEVELS = (0, 95, 135, 175, 215, 255)


def colour(number):
    """The class of one of the first sixteen colours, which depend on the scheme; another one's own value."""
    if number < 16:
        return f"c{number % 8}"
    if number < 232:
        number -= 16
        return "#%02x%02x%02x" % (LEVELS[number // 36], LEVELS[number // 6 % 6], LEVELS[number % 6])
    return "#%02x%02x%02x" % ((8 + 10 * (number - 232),) * 3)


class Style:
    """What SGR sequences have set so far."""

    def __init__(self):
        self.marks, self.fg, self.bg = frozenset(), "fg", "bg"

    def take(self, parameters):
        codes = [int(code or 0) for code in re.split("[;:]", parameters)]
        names = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "reverse"}
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.__init__()
            elif code in names:
                self.marks |= {names[code]}
            elif code == 22:
                self.marks -= {"bold", "dim"}
            elif code - 20 in names:
                self.marks -= {names[code - 20]}
            elif code in (38, 48):
                if codes.pop(0) == 5:
                    value = colour(codes.pop(0))
                else:
                    value = "#%02x%02x%02x" % tuple(codes[:3])
                    del codes[:3]
                self.fg, self.bg = (value, self.bg) if code == 38 else (self.fg, value)
            elif code in (39, 49):
                self.fg, self.bg = ("fg", self.bg) if code == 39 else (self.fg, "bg")
            else:
                for first, shift, ground in ((30, 0, False), (90, 8, False), (40, 0, True), (100, 8, True)):
                    if first <= code < first + 8:
                        value = colour(code - first + shift)
                        self.fg, self.bg = (self.fg, value) if ground else (value, self.bg)

    def key(self):
        fg, bg = (self.bg, self.fg) if "reverse" in self.marks else (self.fg, self.bg)
        return fg, bg, tuple(sorted(self.marks - {"reverse"}))


def cells(line, style):
    """The characters of a row, each with its style."""
    for part in re.split(r"(\x1b\[[\d;:]*m)", line):
        if part.startswith("\x1b"):
            style.take(part[2:-1])
        else:
            yield from ((character, style.key()) for character in part)


def runs(row):
    """Pieces of one style: where each begins, and its text."""
    start = 0
    for end in range(1, len(row) + 1):
        if end == len(row) or row[end][1] != row[start][1]:
            yield start, "".join(character for character, _ in row[start:end]), row[start][1]
            start = end


def paint(value):
    return f'fill="{value}"' if value.startswith("#") else f'class="{value}"'


def number(value):
    return f"{value:.1f}".removesuffix(".0")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--columns", type=int, required=True)
    parser.add_argument("--rows", type=int, help="draw so many rows; what comes after them fades")
    parser.add_argument("--cursor", help="COLUMN,ROW")
    parser.add_argument("--name", required=True, help="what stands in the title bar")
    parser.add_argument("--title", required=True)
    parser.add_argument("--description", required=True)
    options = parser.parse_args()

    lines = sys.stdin.read().rstrip("\n").split("\n")
    cut = options.rows is not None and len(lines) > options.rows
    lines = lines[: options.rows]
    width, height = options.columns * CELL + 2 * SIDE, BAR + len(lines) * ROW + FOOT + SIDE / 2
    used, style, body = {"fg"}, Style(), []
    for index, line in enumerate(lines):
        top = BAR + SIDE / 2 + index * ROW
        spans = []
        for start, text, (fg, bg, marks) in runs(list(cells(line, style))):
            if bg != "bg":
                used.add(bg)
                body.append(
                    f'<rect {paint(bg)} x="{number(SIDE + start * CELL)}" y="{number(top)}"'
                    f' width="{number(len(text) * CELL)}" height="{ROW}"/>')
            # Columns are apart by two spaces or more. Each begins at its own place, however wide the font's letters are.
            for piece in re.finditer(r"(?:^ )?\S+(?: \S+)*", text):
                used.add(fg)
                classes = " ".join(([] if fg == "fg" or fg.startswith("#") else [fg]) + list(marks))
                spans.append(
                    f'<tspan x="{number(SIDE + (start + piece.start()) * CELL)}"'
                    f' textLength="{number(len(piece.group()) * CELL)}"'
                    + (f' class="{classes}"' if classes else "") + (f' fill="{fg}"' if fg.startswith("#") else "")
                    + f">{escape(piece.group(), quote=False)}</tspan>")
        if spans:
            body.append(f'<text xml:space="preserve" y="{number(top + 15)}">{"".join(spans)}</text>')
    column, row = map(int, (options.cursor or "0,-1").split(","))
    if 0 <= row < len(lines):
        body.append(
            f'<rect class="fg cursor" x="{number(SIDE + column * CELL)}" y="{number(BAR + SIDE / 2 + row * ROW + 1)}"'
            f' width="{number(CELL)}" height="{ROW - 2}"/>')
    if cut:
        body.append(
            f'<rect fill="url(#fade)" x="1" y="{number(height - 3 * ROW - 1)}" width="{number(width - 2)}"'
            f' height="{3 * ROW}" rx="9"/>')

    def rules(scheme):
        fills = [f".{name}{{fill:{COLOURS[name][scheme]}}}" for name in sorted(used) if name in COLOURS]
        values = {name: pair[scheme] for name, pair in COLOURS.items()}
        return " ".join(
            [f"text{{fill:{values['fg']}}}", f".window{{fill:{values['bg']};stroke:{values['edge']}}}",
             f".bar{{fill:{values['bar']}}}", f".edge{{fill:{values['edge']}}}", f".name{{fill:{values['quiet']}}}"]
            + ([f"stop{{stop-color:{values['bg']}}}"] if cut else []) + fills)

    fade = (
        '<linearGradient id="fade" x2="0" y2="1"><stop stop-opacity="0"/><stop offset=".9"/></linearGradient>\n'
        if cut else "")
    dots = "".join(f'<circle class="edge" cx="{SIDE + 2 + 20 * index}" cy="20" r="6"/>' for index in range(3))
    print(f"""<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" height="{number(height)}" \
viewBox="0 0 {number(width)} {number(height)}" role="img" aria-labelledby="title description">
<title id="title">{escape(options.title)}</title>
<desc id="description">{escape(options.description)}</desc>
<style>
text{{font:{SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;white-space:pre}}
.bold{{font-weight:600}} .dim{{fill-opacity:.7}} .italic{{font-style:italic}}
.underline{{text-decoration:underline}} .cursor{{fill-opacity:.5}} .name{{text-anchor:middle}}
{rules(0)}
@media (prefers-color-scheme:dark){{{rules(1)}}}
</style>
{fade}<rect class="window" x=".5" y=".5" width="{number(width - 1)}" height="{number(height - 1)}" rx="10"/>
<path class="bar" d="M1 {BAR}V10a9 9 0 0 1 9-9H{number(width - 10)}a9 9 0 0 1 9 9V{BAR}z"/>\
<path class="edge" d="M1 {BAR}h{number(width - 2)}v1H1z"/>{dots}
<text class="name" x="{number(width / 2)}" y="25">{escape(options.name)}</text>""")
    print("\n".join(body))
    print("</svg>")


main()
