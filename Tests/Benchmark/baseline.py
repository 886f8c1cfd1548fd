"""What the quick commands cost in instructions and page faults, against the counts that the repository keeps.

Counts, not times: they say the same on a busy machine. The instructions are those of Debian 12 on x86_64; faults depend on
the kernel, too, and are only shown under another one.
"""

import json
import os
import platform

import measuring

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "baseline.json")
SLACK = 0.05


def count(cases, stopwatch, folder):
    """Counts of each case, by its title."""
    measuring.evict({case.words[0] for case in cases})
    for _ in range(20):
        for case in cases:
            measuring.time_one(case, stopwatch)
    measuring.count_all(cases, folder)
    return {case.title: {"instructions": case.instructions, "faults": min(case.faults)} for case in cases}


def write(counts):
    with open(FILE, "w", encoding="utf-8") as file:
        json.dump({"kernel": platform.release(), "counts": counts}, file, indent=2)
        file.write("\n")
    print(f"{len(counts)} commands are in {os.path.relpath(FILE)}")


def check(counts):
    """Prints each count beside the one that is kept; ends with 1 where one is greater by more than the slack."""
    with open(FILE, encoding="utf-8") as file:
        baseline = json.load(file)
    kept = baseline["counts"]
    judged = {"instructions"} | ({"faults"} if baseline["kernel"] == platform.release() else set())
    worse = sorted(set(kept) ^ set(counts))
    for title, row in counts.items():
        for what, found in row.items():
            before = kept.get(title, {}).get(what, 0)
            change = found / before - 1 if before else 0
            verdict = "MORE" if change > SLACK else "less: keep it" if change < -SLACK else ""
            print(f"{title:26} {what:13} {found:12,} {before:12,} {change:+7.1%}  {verdict}".rstrip())
            if change > SLACK and what in judged:
                worse.append(f"{title}: {what}")
    if worse:
        raise SystemExit(
            f"bench: not as in baseline.json: {', '.join(worse)}\n"
            "bench: see where it goes by Tests/bench --hot COMMAND; keep new counts by Tests/bench --keep-counts")
