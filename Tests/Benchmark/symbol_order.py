"""What the quick commands run and touch, in the order in which the linker is to lay it out."""

import bisect
import os
import re
import subprocess

import measuring

FILE = os.path.join(os.path.dirname(measuring.__file__), "../../Sources/awsx/symbols.order")


def write(cases, folder):
    """Writes the file anew: functions from what callgrind sees of each case, variables from lackey."""
    bare = os.path.join(folder, "bare")
    os.mkdir(bare)
    program = measuring.without_debug_info(cases[0].words[0], bare)
    functions, variables = {}, {}
    symbols = Variables(program)
    for case in cases:
        out = measuring.count_instructions(
            case, program, folder, ["--demangle=no", "--compress-strings=no", "--compress-pos=no"])
        with open(out, encoding="utf-8", errors="replace") as file:
            functions.update(dict.fromkeys(_functions(file)))
        variables.update(symbols.touched(case, folder))
    with open(FILE, "w", encoding="utf-8") as file:
        file.writelines(f"{name}\n" for name in [*functions, *variables])
    print(f"{len(functions)} functions, {len(variables)} variables")


def _functions(lines):
    for line in lines:
        # A number behind a quote counts the depth of a recursion; an address is a function without a name.
        if (called := re.match(r"c?fn=([^'\s]+)", line)) and not called[1].startswith(("0x", "???", "(")):
            yield called[1]


class Variables:
    """The named data of a program: what is written lies in pages that are copied one by one."""

    def __init__(self, program):
        self.program = program
        lines = subprocess.run(["nm", "-nS", program], check=True, capture_output=True, text=True).stdout.split("\n")
        found = [match.groups() for line in lines if (match := re.match(r"(\w+) (\w+) [bBdDrRvV] (\S+)$", line))]
        self.symbols = [(int(start, 16), int(size, 16), name) for start, size, name in found]
        self.starts = [start for start, _, _ in self.symbols]

    def touched(self, case, folder):
        """The names of those that a case reads or writes, in that order."""
        log = os.path.join(folder, "lackey")
        subprocess.run(
            ["valgrind", "--tool=lackey", "--trace-mem=yes", f"--log-file={log}", self.program, *case.words[1:]],
            env=case.environment, check=False, capture_output=True)
        with open(log, encoding="utf-8", errors="replace") as file:
            places = dict.fromkeys(int(line[3:].split(",")[0], 16) for line in file if line[:2] in (" L", " S", " M"))
        os.remove(log)
        return dict.fromkeys(name for place in places if (name := self._name(place)))

    def _name(self, place):
        number = bisect.bisect(self.starts, place) - 1
        if number < 0:
            return None
        start, size, name = self.symbols[number]
        return name if place < start + size else None
