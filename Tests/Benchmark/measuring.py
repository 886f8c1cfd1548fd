"""Time, memory and instructions of a command."""

import os
import re
import statistics
import subprocess


class Case:
    """One command that is measured: what a row of the table is made of."""

    def __init__(self, title, words, environment, budget=None, every=1, before_exec=False):
        self.title, self.words, self.environment = title, words, environment
        self.budget = budget  # against the C hello: a ratio and MiB, or None
        self.every = every  # slow ones run in every nth round only
        self.before_exec = before_exec  # instructions are counted up to its execve
        self.nanoseconds, self.faults, self.peak, self.instructions = [], [], 0, None

    def median(self):
        return statistics.median(self.nanoseconds)

    def row(self, hello, swift_hello):
        median = self.median()
        ratio = median / hello.median()
        result = {
            "command": self.title, "runs": len(self.nanoseconds), "medianMs": round(median / 1e6, 3),
            "minMs": round(min(self.nanoseconds) / 1e6, 3), "ratio": round(ratio, 2),
            "ratioToSwift": round(median / swift_hello.median(), 2), "faults": min(self.faults),
            "peakMiB": round(self.peak / 1024, 1), "instructions": self.instructions,
        }
        if self.budget:
            most_ratio, most_memory = self.budget
            result["budget"] = {"ratio": most_ratio, "peakMiB": most_memory}
            result["met"] = ratio <= most_ratio and self.peak / 1024 <= most_memory
        return result


def time_all(cases, stopwatch, rounds):
    """Runs all cases in turn, again and again, so that what else the machine does falls on all alike."""
    evict({case.words[0] for case in cases})
    for turn in range(rounds):
        for case in cases:
            if turn % case.every == 0:
                time_one(case, stopwatch, 2 if turn == 0 else 1)


def evict(programs):
    """Takes programs out of the page cache: read back, they lie in it alike, whoever wrote them."""
    for program in programs:
        descriptor = os.open(program, os.O_RDONLY)
        os.fsync(descriptor)
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def time_one(case, stopwatch, runs=1):
    """Runs a case; the last of several runs counts."""
    lines = subprocess.run(
        [stopwatch, str(runs), *case.words], env=case.environment, check=True, capture_output=True, text=True
    ).stdout.split("\n")
    nanoseconds, status, faults = map(int, lines[runs - 1].split())
    if status != 0:
        raise SystemExit(f"bench: {' '.join(case.words)} ended with {status}")
    case.nanoseconds.append(nanoseconds)
    case.faults.append(faults)
    case.peak = max(case.peak, int(lines[runs]))


def count_all(cases, folder):
    """Callgrind's output file of each case, by its title."""
    bare = os.path.join(folder, "bare")
    os.makedirs(bare, exist_ok=True)
    copies = {program: without_debug_info(program, bare) for program in {case.words[0] for case in cases}}
    return {case.title: count_instructions(case, copies[case.words[0]], folder) for case in cases}


def slopes(cases):
    """What each profile more costs a command, by its cases with 1,000 and 10,000 profiles."""
    by_title = {case.title: case for case in cases}
    rows = []
    for title, many in by_title.items():
        few = by_title.get(title.replace("10,000", "1,000"))
        if few is not many and few is not None:
            rows.append({
                "command": title, "nanoseconds": (many.median() - few.median()) / 9_000,
                "instructions": (many.instructions - few.instructions) / 9_000,
            })
    return rows


def without_debug_info(program, folder):
    """A copy whose functions have names but nothing more, since callgrind stumbles over newer debug information."""
    copy = os.path.join(folder, os.path.basename(program))
    subprocess.run(["strip", "--strip-debug", "-o", copy, program], check=True)
    return copy


def count_instructions(case, program, folder, options=()):
    """Counts with callgrind, and returns its output file for callgrind_annotate.

    What execve starts is not counted: the counts are written down as the process enters it. The program ran once before,
    since it keeps what it found of plugins by its own place.
    """
    subprocess.run([program, *case.words[1:]], env=case.environment, check=False, capture_output=True)
    out = os.path.join(folder, re.sub(r"\W+", "-", case.title).strip("-") + ".callgrind")
    words = [program, *case.words[1:]]
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *options]
        + (["--dump-before=*execv*"] if case.before_exec else []) + words,
        env=case.environment, check=False, capture_output=True, text=True,
    )
    if case.before_exec:
        out += ".1"
    if done.returncode != 0 or not os.path.exists(out):
        raise SystemExit(f"{done.stderr}\nbench: callgrind could not count {' '.join(words)}")
    with open(out, encoding="utf-8") as file:
        case.instructions = int(re.search(r"^(?:totals|summary): (\d+)", file.read(), re.M).group(1))
    return out


def hottest(out, count):
    """The functions that a callgrind file holds the most instructions of, with what they call counted in."""
    text = subprocess.run(
        ["callgrind_annotate", "--inclusive=yes", "--threshold=100", out], check=True, capture_output=True, text=True
    ).stdout
    text = subprocess.run(
        ["swift", "demangle", "--simplified"], input=text, check=True, capture_output=True, text=True
    ).stdout
    lines = [line for line in text.split("\n") if re.match(r"\s*[\d,]+ \(\s*[\d.]+%\)", line)]
    return [line[:160] for line in lines if "PROGRAM TOTALS" not in line][:count]
