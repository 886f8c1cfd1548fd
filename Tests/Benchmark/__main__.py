"""awsx against a C hello: whole-process time, peak memory, instructions. Run by Tests/bench."""

import argparse
import json
import os
import platform
import shutil
import subprocess
import tempfile

import measuring
import picker
import redraw
import symbol_order
import warm_home
from measuring import Case

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
HOT = (4, 12)  # from a warm cache: four times a C hello, 12 MiB
TAB = (3, 12)  # what a prompt or a Tab waits for


def main():
    options = read_options()
    if not options.no_build:
        build()
    with tempfile.TemporaryDirectory(prefix="awsx-bench-") as folder:
        hello, stopwatch = compile_c("hello", folder), compile_c("stopwatch", folder)
        cases = make_cases(folder, hello)
        if options.order:
            symbol_order.write([case for case in cases if case.words[0] == cases[2].words[0] and case.every == 1], folder)
            return
        load = os.getloadavg()
        measuring.time_all(cases, stopwatch, options.rounds)
        counted = count_all(cases, folder)
        report = {
            "machine": machine(load), "rows": [case.row(cases[0]) for case in cases],
            "redraw": redraw.rows(cases[2].words[0], cases[2].environment["HOME"], folder, options.rounds),
            "picker": picker.rows(cases[2].words[0], folder, options.rounds),
        }
        print_table(report)
        redraw.print_table(report["redraw"])
        picker.print_table(report["picker"])
        for title in options.hot:
            print(f"\nwhere the instructions of {title} go")
            print("\n".join(measuring.hottest(counted[title], 50)))
        if options.keep:
            shutil.copytree(folder, options.keep, dirs_exist_ok=True)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(report, file, indent=2, sort_keys=True)
            file.write("\n")


def read_options():
    parser = argparse.ArgumentParser(prog="Tests/bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=300, help="runs of each quick command (300)")
    parser.add_argument("--json", metavar="FILE", help="write the figures here, too")
    parser.add_argument("--hot", metavar="TITLE", nargs="+", default=[], help="rows whose functions are listed")
    parser.add_argument("--keep", metavar="DIR", help="keep what was measured with, callgrind's files among it")
    parser.add_argument("--order", action="store_true", help="write Sources/awsx/functions.order, and measure nothing")
    parser.add_argument("--no-build", action="store_true", help="measure what .build/release holds")
    return parser.parse_args()


def build():
    flags = ["--configuration", "release"] + (["--static-swift-stdlib"] if platform.system() == "Linux" else [])
    for product in ("awsx", "awsx-connect"):
        print(f"building {product} (release)", flush=True)
        done = subprocess.run(
            ["swift", "build", *flags, "--product", product], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{done.stdout}{done.stderr}\nbench: {product} did not build")


def compile_c(name, folder):
    program = os.path.join(folder, name)
    subprocess.run(["cc", "-O2", "-o", program, os.path.join(HERE, f"{name}.c")], check=True)
    return program


def make_cases(folder, hello):
    awsx = os.path.join(ROOT, ".build/release/awsx")
    connect = os.path.join(ROOT, ".build/release/awsx-connect")
    few, thousand, many = (warm_home.environment(warm_home.make(folder, count)) for count in (10, 1_000, 10_000))
    chosen = {**thousand, "AWS_PROFILE": "p0"}
    plugins = warm_home.environment(warm_home.add_plugins(warm_home.make(folder, 11), 50))
    each = warm_home.environment(warm_home.make(folder, 200, roles=200))
    fan = warm_home.environment(warm_home.make(folder, 5_000))
    exec_words = [awsx, "exec", "-p", "p0", "--", "/bin/true"]
    return [
        Case("C hello", [hello], few),
        Case("C hello, then /bin/true", [hello, "/bin/true"], few, before_exec=True),
        Case("exec", exec_words, few, HOT, before_exec=True),
        Case("env", [awsx, "env", "p0"], few, HOT),
        Case("credential-process", [awsx, "credential-process", "p0"], few, HOT),
        Case("prompt, 1,000 profiles", [awsx, "prompt"], chosen, TAB),
        Case("shell-hook, 1,000 profiles", [awsx, "shell-hook", "bash", "prompt"], chosen),
        Case("complete, 1,000 profiles", [awsx, "complete", "profiles"], thousand, TAB),
        Case("complete p12, 1,000", [awsx, "complete", "profiles", "p12"], thousand, TAB),
        Case("complete, 10,000 profiles", [awsx, "complete", "profiles"], many, (12, 12), every=5),
        Case("complete p12, 10,000", [awsx, "complete", "profiles", "p12"], many, (12, 12), every=5),
        Case("complete commands", [awsx, "complete", "commands"], few, TAB),
        Case("exec, 50 plugins", exec_words, plugins, HOT, before_exec=True),
        Case("env, 50 plugins", [awsx, "env", "p0"], plugins, HOT),
        Case("prompt, 50 plugins", [awsx, "prompt"], {**plugins, "AWS_PROFILE": "p0"}, TAB),
        Case("complete commands, 50", [awsx, "complete", "commands"], plugins),
        Case("exec, 1,000 profiles", exec_words, thousand, before_exec=True),
        Case("exec, 10,000 profiles", exec_words, many, every=5, before_exec=True),
        Case("--version", [awsx, "--version"], few),
        Case("status", [awsx, "status", "p0"], few),
        Case("token", [awsx, "token", "--session", warm_home.SESSION], few),
        Case("profiles, 1,000", [awsx, "profiles"], thousand, every=5),
        Case("profiles, 10,000", [awsx, "profiles"], many, every=15),
        Case("config dump, 10,000", [awsx, "config", "dump", "--json"], many, every=15),
        Case("awsx-connect --version", [connect, "--version"], few),
        Case("each, 200 profiles", [connect, "each", "p*", "--jobs", "20", "--", "/bin/true"], each, every=30),
        Case("each --dry-run, 5,000", [connect, "each", "p*", "--dry-run", "--", "/bin/true"], fan, every=30),
    ]


def count_all(cases, folder):
    """Callgrind's output file of each case, by its title."""
    programs = {case.words[0] for case in cases}
    bare = os.path.join(folder, "bare")
    os.mkdir(bare)
    copies = {program: measuring.without_debug_info(program, bare) for program in programs}
    return {case.title: measuring.count_instructions(case, copies[case.words[0]], folder) for case in cases}


def machine(load):
    toolchain = subprocess.run(["swift", "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
    return {
        "system": f"{platform.system()} {platform.release()} {platform.machine()}", "cores": os.cpu_count(),
        "loadBefore": round(load[0], 2), "loadAfter": round(os.getloadavg()[0], 2), "swift": toolchain,
    }


def print_table(report):
    facts = report["machine"]
    print(
        f"{facts['system']}, {facts['cores']} cores, load {facts['loadBefore']} before and {facts['loadAfter']} after; "
        f"{facts['swift']}\n"
    )
    print(f"{'command':26} {'runs':>5} {'median ms':>10} {'min ms':>8} {'x hello':>8} {'peak MiB':>9} {'instructions':>14}")
    for row in report["rows"]:
        verdict = ""
        if "budget" in row:
            budget = row["budget"]
            verdict = f"  {'met' if row['met'] else 'MISSED'}: {budget['ratio']} x, {budget['peakMiB']} MiB"
        print(
            f"{row['command']:26} {row['runs']:5} {row['medianMs']:10.3f} {row['minMs']:8.3f} {row['ratio']:8.2f} "
            f"{row['peakMiB']:9.1f} {row['instructions']:14,}{verdict}"
        )


main()
