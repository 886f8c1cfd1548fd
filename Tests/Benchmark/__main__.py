"""awsx against a C hello: whole-process time, peak memory, instructions. Run by Tests/bench."""

import argparse
import json
import os
import platform
import shutil
import subprocess
import tempfile

import baseline
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
    awsx = options.core or os.path.join(ROOT, ".build/release/awsx")
    counting = options.check or options.keep_counts
    if not options.no_build and not options.core:
        build(["awsx"] if counting or options.order else ["awsx", "awsx-connect"])
    with tempfile.TemporaryDirectory(prefix="awsx-bench-") as folder:
        stopwatch = compile_c("stopwatch", folder)
        cases = core_cases(awsx, folder)
        quick = [case for case in cases if case.every == 1]
        if options.order:
            symbol_order.write(quick, folder)
        elif counting:
            conclude = baseline.write if options.keep_counts else baseline.check
            conclude(baseline.count(quick, stopwatch, folder))
        else:
            cases = hello_cases(folder) + cases + ([] if options.core else connect_cases(folder))
            measure(cases, awsx, stopwatch, folder, options)


def measure(cases, awsx, stopwatch, folder, options):
    load = os.getloadavg()
    measuring.time_all(cases, stopwatch, options.rounds)
    counted = measuring.count_all(cases, folder)
    home = warm_home.make(folder, 12)
    report = {
        "machine": machine(load), "rows": [case.row(cases[0], cases[1]) for case in cases],
        "slopes": measuring.slopes(cases),
        "redraw": redraw.rows(awsx, home, folder, options.rounds),
        # It is another program's.
        "picker": [] if options.core else picker.rows(awsx, folder, options.rounds),
    }
    print_table(report)
    redraw.print_table(report["redraw"])
    if report["picker"]:
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
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--order", action="store_true", help="only write Sources/awsx/symbols.order")
    only.add_argument("--check", action="store_true", help="only compare counts with Tests/Benchmark/baseline.json")
    only.add_argument("--keep-counts", action="store_true", help="only write Tests/Benchmark/baseline.json")
    parser.add_argument("--core", metavar="PROGRAM", help="a release build of awsx; what awsx-connect does is left out")
    parser.add_argument("--no-build", action="store_true", help="measure what .build/release holds")
    return parser.parse_args()


def build(products):
    flags = ["--configuration", "release"] + (["--static-swift-stdlib"] if platform.system() == "Linux" else [])
    for product in products:
        print(f"building {product} (release)", flush=True)
        done = subprocess.run(
            ["swift", "build", *flags, "--product", product], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{done.stdout}{done.stderr}\nbench: {product} did not build")


def compile_c(name, folder):
    program = os.path.join(folder, name)
    subprocess.run(["cc", "-O2", "-o", program, os.path.join(HERE, f"{name}.c")], check=True)
    return program


def hello_cases(folder):
    """What any process costs: in C, and in Swift."""
    few = warm_home.environment(folder)
    c = compile_c("hello", folder)
    swift = os.path.join(folder, "hello-swift")
    flags = ["-static-executable"] if platform.system() == "Linux" else []
    subprocess.run(["swiftc", "-O", *flags, "-o", swift, os.path.join(HERE, "hello.swift")], check=True)
    return [
        Case("C hello", [c], few), Case("Swift hello", [swift], few),
        Case("C hello, then /bin/true", [c, "/bin/true"], few, before_exec=True),
    ]


def core_cases(awsx, folder):
    few, thousand, many = (warm_home.environment(warm_home.make(folder, count)) for count in (10, 1_000, 10_000))
    plugins = warm_home.environment(warm_home.add_plugins(warm_home.make(folder, 11), 50))
    exec_words = [awsx, "exec", "-p", "p0", "--", "/bin/true"]
    p0 = {"AWS_PROFILE": "p0"}
    return [
        Case("exec", exec_words, few, HOT, before_exec=True),
        Case("env", [awsx, "env", "p0"], few, HOT),
        Case("credential-process", [awsx, "credential-process", "p0"], few, HOT),
        Case("prompt, 1,000 profiles", [awsx, "prompt"], {**thousand, **p0}, TAB),
        Case("prompt, 10,000 profiles", [awsx, "prompt"], {**many, **p0}, every=5),
        Case("shell-hook, 1,000 profiles", [awsx, "shell-hook", "bash", "prompt"], {**thousand, **p0}),
        Case("complete, 1,000 profiles", [awsx, "complete", "profiles"], thousand, TAB),
        Case("complete p12, 1,000", [awsx, "complete", "profiles", "p12"], thousand, TAB),
        Case("complete, 10,000 profiles", [awsx, "complete", "profiles"], many, (12, 12), every=5),
        Case("complete p12, 10,000", [awsx, "complete", "profiles", "p12"], many, (12, 12), every=5),
        Case("complete commands", [awsx, "complete", "commands"], few, TAB),
        Case("exec, 50 plugins", exec_words, plugins, HOT, before_exec=True),
        Case("env, 50 plugins", [awsx, "env", "p0"], plugins, HOT),
        Case("prompt, 50 plugins", [awsx, "prompt"], {**plugins, **p0}, TAB),
        Case("complete commands, 50", [awsx, "complete", "commands"], plugins),
        Case("exec, 1,000 profiles", exec_words, thousand, before_exec=True),
        Case("exec, 10,000 profiles", exec_words, many, every=5, before_exec=True),
        Case("--version", [awsx, "--version"], few),
        Case("init bash", [awsx, "init", "bash"], few),
        Case("init zsh", [awsx, "init", "zsh"], few),
        Case("status", [awsx, "status", "p0"], few),
        Case("status, 1,000 profiles", [awsx, "status", "p0"], thousand),
        Case("status, 10,000 profiles", [awsx, "status", "p0"], many, every=5),
        Case("token", [awsx, "token", "--session", warm_home.SESSION], few),
        Case("profiles, 1,000", [awsx, "profiles"], thousand, every=5),
        Case("profiles, 10,000", [awsx, "profiles"], many, every=15),
        Case("config dump, 10,000", [awsx, "config", "dump", "--json"], many, every=15),
    ]


def connect_cases(folder):
    connect = os.path.join(ROOT, ".build/release/awsx-connect")
    few = warm_home.environment(folder)
    some = warm_home.environment(warm_home.make(folder, 200, roles=200))
    many = warm_home.environment(warm_home.make(folder, 5_000))
    return [
        Case("awsx-connect --version", [connect, "--version"], few),
        Case("each, 200 profiles", [connect, "each", "p*", "--jobs", "20", "--", "/bin/true"], some, every=30),
        Case("each --dry-run, 5,000", [connect, "each", "p*", "--dry-run", "--", "/bin/true"], many, every=30),
    ]


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
    print(
        f"{'command':26} {'runs':>5} {'median ms':>10} {'min ms':>8} {'x C':>6} {'x Swift':>8} {'peak MiB':>9} "
        f"{'faults':>7} {'instructions':>14}")
    for row in report["rows"]:
        verdict = ""
        if "budget" in row:
            budget = row["budget"]
            verdict = f"  {'met' if row['met'] else 'MISSED'}: {budget['ratio']} x, {budget['peakMiB']} MiB"
        print(
            f"{row['command']:26} {row['runs']:5} {row['medianMs']:10.3f} {row['minMs']:8.3f} {row['ratio']:6.2f} "
            f"{row['ratioToSwift']:8.2f} {row['peakMiB']:9.1f} {row['faults']:7,} {row['instructions']:14,}{verdict}"
        )
    print(f"\n{'what a profile more costs':26} {'ns':>8} {'instructions':>14}")
    for row in report["slopes"]:
        print(f"{row['command']:26} {row['nanoseconds']:8.0f} {row['instructions']:14,.0f}")


main()
