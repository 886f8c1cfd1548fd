"""Reads pairs of files as botocore does and writes down what it saw, for a comparison with awsx.

usage: read_with_botocore.py FOLDER OUTPUT

Each folder in FOLDER is a case with `config`, `credentials`, both or neither. OUTPUT gets, for each case in order of
names, a line `case NAME OUTCOME` (`read`, or `refused`), then one line a fact:

    profile NAME        in the order of the profile list
    section KIND NAME
    text KIND NAME KEY VALUE
    nested KIND NAME KEY SUBKEY VALUE

After a refused case the same facts may follow `lenient`: what the same parser reads when it is told to merge what is
repeated, and the byte order mark is taken away. Every word is percent-encoded.
"""

import configparser
import functools
import os
import sys
import tempfile
import urllib.parse
from unittest import mock

import botocore.exceptions
import botocore.session

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
KINDS = (("profiles", "profile"), ("sso_sessions", "sso-session"), ("services", "services"))


def word(text):
    encoded = urllib.parse.quote_from_bytes(text.encode("utf-8"), safe="")
    return encoded.replace("~", "%7E") or "%"


def full_config(folder):
    os.environ["AWS_CONFIG_FILE"] = os.path.join(folder, "config")
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.path.join(folder, "credentials")
    return botocore.session.Session().full_config


def facts(read):
    for name in read["profiles"]:
        yield "profile " + word(name)
    for member, kind in KINDS:
        for name, section in read.get(member, {}).items():
            yield f"section {kind} {word(name)}"
            for key, value in section.items():
                start = f"{kind} {word(name)} {word(key)}"
                if isinstance(value, dict):
                    for subkey, text in value.items():
                        yield f"nested {start} {word(subkey)} {word(text)}"
                else:
                    yield f"text {start} {word(value)}"


def lenient_facts(folder):
    """What the merging parser reads, or nothing if it refuses too."""
    with tempfile.TemporaryDirectory() as copy:
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), "rb") as file:
                content = file.read()
            with open(os.path.join(copy, name), "wb") as file:
                file.write(content.removeprefix(BYTE_ORDER_MARK))
        merging = functools.partial(configparser.RawConfigParser, strict=False)
        with mock.patch("botocore.configloader.configparser.RawConfigParser", merging):
            try:
                return list(facts(full_config(copy)))
            except botocore.exceptions.ConfigParseError:
                return []


def main(folder, output):
    with open(output, "w", encoding="ascii") as out:
        for name in sorted(os.listdir(folder)):
            case = os.path.join(folder, name)
            try:
                lines = list(facts(full_config(case)))
                print(f"case {name} read", *lines, sep="\n", file=out)
            except botocore.exceptions.ConfigParseError:
                print(f"case {name} refused", file=out)
                lines = lenient_facts(case)
                if lines:
                    print("lenient", *lines, sep="\n", file=out)


if __name__ == "__main__":
    main(*sys.argv[1:])
