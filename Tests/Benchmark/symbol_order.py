"""The functions that the quick commands run, in the order in which the linker is to lay them out."""

import os
import re

import measuring

FILE = os.path.join(os.path.dirname(measuring.__file__), "../../Sources/awsx/functions.order")


def write(cases, folder):
    """Writes the file anew, from what callgrind sees of each case."""
    bare = os.path.join(folder, "bare")
    os.mkdir(bare)
    program = measuring.without_debug_info(cases[0].words[0], bare)
    names = {}
    for case in cases:
        out = measuring.count_instructions(
            case, program, folder, ["--demangle=no", "--compress-strings=no", "--compress-pos=no"])
        with open(out, encoding="utf-8", errors="replace") as file:
            names.update(dict.fromkeys(_functions(file)))
    with open(FILE, "w", encoding="utf-8") as file:
        file.writelines(f"{name}\n" for name in names)
    print(f"{len(names)} functions")


def _functions(lines):
    for line in lines:
        # A number behind a quote counts the depth of a recursion; an address is a function without a name.
        if (called := re.match(r"c?fn=([^'\s]+)", line)) and not called[1].startswith(("0x", "???", "(")):
            yield called[1]
