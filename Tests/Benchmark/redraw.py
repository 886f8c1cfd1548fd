"""What a prompt costs in a shell with awsx, in the shell's own time, against the same shell without it."""

import os
import shutil
import subprocess
import time

import warm_home

BUDGET = 100  # microseconds a redraw
SOURCING = 5  # milliseconds
TIMES = 400

# How each shell is started without anybody's settings, sources a file, and does what it does before a prompt.
SHELLS = {
    "bash": (["--norc", "--noprofile", "-i"], 'eval "$(<{})"', 'for ((i = 0; i < {}; i++)); do {}; done',
             'eval "${PROMPT_COMMAND-}"'),
    "zsh": (["-f", "-i"], 'eval "$(<{})"', 'for ((i = 0; i < {}; i++)); do {}; done',
            'for f in $precmd_functions; do $f; done'),
    "fish": (["--no-config", "-i"], "source {}", "for i in (seq {}); {}; end", "emit fish_prompt"),
}


def rows(awsx, home, folder, rounds):
    """A row for each shell; one that is not installed has none."""
    found = [name for name in SHELLS if shutil.which(name)]
    return [_row(name, awsx, home, folder, max(5, rounds // 20)) for name in found]


def _row(name, awsx, home, folder, rounds):
    flags, source, loop, draw = SHELLS[name]
    environment = {**warm_home.environment(home), "AWS_PROFILE": "p0", "TERM": "xterm-256color"}
    init = os.path.join(folder, f"init.{name}")
    with open(init, "w", encoding="utf-8") as file:
        subprocess.run([awsx, "init", name], env=environment, stdout=file, check=True)
    source = source.format(init)
    scripts = {
        "with": f"{source}\n{draw}\n{loop.format(TIMES, draw)}\n", "with, none": f"{source}\n{draw}\n",
        "without": f"{draw}\n{loop.format(TIMES, draw)}\n", "without, none": f"{draw}\n",
        "sourced": f"{loop.format(20, source)}\n", "sourced, none": "\n",
    }
    least = {}
    for _ in range(rounds):
        for title, script in scripts.items():
            path = os.path.join(folder, f"script.{name}")
            with open(path, "w", encoding="utf-8") as file:
                file.write(script)
            taken = _time([name, *flags, path], environment)
            least[title] = min(taken, least.get(title, taken))
    redraw = (least["with"] - least["with, none"]) / TIMES * 1e6
    plain = (least["without"] - least["without, none"]) / TIMES * 1e6
    sourcing = (least["sourced"] - least["sourced, none"]) / 20 * 1e3
    return {
        "shell": name, "version": _version(name), "redrawMicroseconds": round(redraw - plain, 1),
        "withoutAwsxMicroseconds": round(plain, 1), "sourcingMilliseconds": round(sourcing, 2),
        "met": redraw - plain <= BUDGET and sourcing <= SOURCING,
    }


def _time(words, environment):
    start = time.perf_counter()
    subprocess.run(words, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return time.perf_counter() - start


def _version(name):
    return subprocess.run([name, "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]


def print_table(table):
    print(f"\n{'a prompt redrawn in':26} {'awsx us':>8} {'without us':>11} {'sourcing ms':>12}")
    for row in table:
        verdict = f"{'met' if row['met'] else 'MISSED'}: {BUDGET} us, {SOURCING} ms"
        print(
            f"{row['version'][:26]:26} {row['redrawMicroseconds']:8.1f} {row['withoutAwsxMicroseconds']:11.1f} "
            f"{row['sourcingMilliseconds']:12.2f}  {verdict}"
        )
