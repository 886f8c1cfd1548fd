#!/usr/bin/env python3
"""awsx NAME shows the active profile."""
import argparse
import json
import os
import subprocess

parser = argparse.ArgumentParser(prog="awsx NAME", description=__doc__)
parser.add_argument("--account", action="store_true", help="the account instead of the profile")
arguments = parser.parse_args()

words = [os.environ.get("AWSX_BIN", "awsx"), "status", "--json"]
if os.environ.get("AWSX_PROFILE"):
    words.append(os.environ["AWSX_PROFILE"])
run = subprocess.run(words, stdout=subprocess.PIPE)
# 79: a sign-in is needed, but the profile is known.
if run.returncode not in (0, 79):
    raise SystemExit(run.returncode)
print(json.loads(run.stdout)["accountId" if arguments.account else "profile"])
