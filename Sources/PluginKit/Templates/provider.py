#!/usr/bin/env python3
"""awsx-NAME gives awsx the keys in ~/.keys/PROFILE: key id, secret, token, end, account and ARN on one line."""
import json
import pathlib
import sys

MEMBERS = ["accessKeyId", "secretAccessKey", "sessionToken", "expiresAt", "accountId", "arn"]


def answer(request):
    if request.get("v") != 1 or request.get("kind") != "credentials.get":
        return {"err": {"kind": "unsupported", "message": "awsx-NAME answers credentials.get of protocol 1"}}
    name = request["profile"]["name"]
    file = pathlib.Path.home() / ".keys" / name
    if "/" in name or not file.is_file():
        return {"err": {"kind": "not-mine", "message": "there are no keys for this profile in ~/.keys"}}
    keys = dict(zip(MEMBERS, file.read_text().split()))
    return {"ok": {**keys, "cache": keys["expiresAt"]}}


# One line: the input stays open, and its end means stop.
line = sys.stdin.readline()
if line.endswith("\n"):
    print(json.dumps(answer(json.loads(line))))
