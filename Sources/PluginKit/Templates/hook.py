#!/usr/bin/env python3
"""awsx-NAME refuses commands as a production profile outside of working hours: Monday to Friday, 8 to 18 o'clock UTC."""
import datetime
import json
import sys


def answer(request):
    if request.get("v") != 1 or request.get("kind") != "hook":
        return {"err": {"kind": "unsupported", "message": "awsx-NAME answers hooks of protocol 1"}}
    if request["event"] != "pre-exec" or not (request["profile"]["name"] or "").startswith("prod"):
        return {"ok": {}}
    now = datetime.datetime.now(datetime.timezone.utc)
    if now.isoweekday() <= 5 and 8 <= now.hour < 18:
        return {"ok": {"env": {"CHANGE_WINDOW": "open"}}}
    return {"ok": {"refuse": "production is changed on weekdays from 8 to 18 UTC"}}


# One line: the input stays open, and its end means stop.
line = sys.stdin.readline()
if line.endswith("\n"):
    print(json.dumps(answer(json.loads(line))))
