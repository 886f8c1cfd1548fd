"""How long a key of the picker takes until the whole frame that it causes is on the terminal, among 5,000 profiles."""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import termios
import time

import warm_home

BUDGET = 16  # milliseconds a key
PROFILES = 5_000
SIZE = (24, 80)
FRAME_ENDS = b"\x1b[?25h"  # the cursor comes back with a frame's last byte
DEADLINE = 20  # seconds that a frame may take before the measurement is given up

# A first letter finds nearly all, the next ones ever less; then everything again, and moves without a search.
KEYS = [
    ("p", b"p"), ("pr", b"r"), ("pr1", b"1"), ("pr12", b"2"), ("Backspace", b"\x7f"), ("Ctrl-U", b"\x15"),
    ("Down", b"\x1b[B"), ("PgDn", b"\x1b[6~"), ("Up", b"\x1b[A"),
]


def rows(awsx, folder, rounds):
    """The first frame after the start, and a row for each key with the median and the slowest of its rounds."""
    environment = {**warm_home.environment(warm_home.make(folder, PROFILES)), "TERM": "xterm-256color"}
    taken = {title: [] for title in ["first frame"] + [title for title, _ in KEYS]}
    for _ in range(max(3, rounds // 60)):
        started = time.perf_counter()
        child, terminal = _start(awsx, environment)
        try:
            _frame(terminal)
            taken["first frame"].append(time.perf_counter() - started)
            for _ in range(10):
                for title, key in KEYS:
                    _expect_silence(terminal)
                    before = time.perf_counter()
                    os.write(terminal, key)
                    _frame(terminal)
                    taken[title].append(time.perf_counter() - before)
        finally:
            os.kill(child, signal.SIGTERM)
            _drain(terminal)
            os.waitpid(child, 0)
            os.close(terminal)
    return [_row(title, seconds) for title, seconds in taken.items()]


def _start(awsx, environment):
    child, terminal = pty.fork()
    if child == 0:
        # Before it starts: a change of size later would be one frame more, and every key measured by the one before.
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        os.execve(awsx, [awsx, "exec", "--", "/bin/true"], environment)
    return child, terminal


def _frame(terminal):
    """Reads until a frame is whole."""
    shown, end = b"", time.perf_counter() + DEADLINE
    while not shown.endswith(FRAME_ENDS):
        ready, _, _ = select.select([terminal], [], [], max(0, end - time.perf_counter()))
        if not ready:
            raise SystemExit(f"bench: no frame of the picker within {DEADLINE} s; it showed {shown[-300:]!r}")
        shown += os.read(terminal, 65_536)


def _expect_silence(terminal):
    """Nothing may be left of a frame before, or it would be taken for the next."""
    if select.select([terminal], [], [], 0.01)[0]:
        raise SystemExit(f"bench: the picker showed more than a frame: {os.read(terminal, 300)!r}")


def _drain(terminal):
    try:
        while os.read(terminal, 65_536):
            pass
    except OSError:
        pass


def _row(title, seconds):
    median = statistics.median(seconds) * 1e3
    row = {"key": title, "runs": len(seconds), "medianMs": round(median, 2), "maxMs": round(max(seconds) * 1e3, 2)}
    if title != "first frame":
        row["met"] = median <= BUDGET
    return row


def print_table(table):
    print(f"\n{f'picker, {PROFILES:,} profiles':26} {'runs':>5} {'median ms':>10} {'max ms':>8}")
    for row in table:
        verdict = "" if "met" not in row else f"  {'met' if row['met'] else 'MISSED'}: {BUDGET} ms"
        print(f"{row['key']:26} {row['runs']:5} {row['medianMs']:10.2f} {row['maxMs']:8.2f}{verdict}")
