"""A throw-away HOME whose caches are warm, as the AWS CLI leaves them. No network, and nothing that awsx wrote."""

import hashlib
import json
import os
import time

START_URL = "https://bench.awsapps.com/start"
REGION = "eu-west-1"
SESSION = "bench"


def make(folder, profiles, roles=1):
    """Writes the HOME and returns it; the first profiles have cached role credentials, and the session a token."""
    home = os.path.join(folder, f"home-{profiles}")
    for name in ("sso/cache", "cli/cache"):
        os.makedirs(os.path.join(home, ".aws", name), exist_ok=True)
    _write(os.path.join(home, ".aws/config"), "\n".join(_config(profiles)))
    _write(os.path.join(home, ".aws/sso/cache", _sha1(SESSION) + ".json"), json.dumps(_token()))
    for number in range(roles):
        account, role = _pair(number)
        key = {"accountId": account, "roleName": role, "sessionName": SESSION}
        name = _sha1(json.dumps(key, separators=(",", ":"), sort_keys=True))
        _write(os.path.join(home, ".aws/cli/cache", name + ".json"), json.dumps(_role_credentials(account)))
    return home


def _pair(number):
    """The account and the role of a profile."""
    return f"{number // 4:012d}", f"Role{number % 4}"


def add_plugins(home, count):
    """Puts plugins into the HOME, in a folder that was changed long ago; returns the HOME."""
    folder = os.path.join(home, ".local/share/awsx/plugins")
    os.makedirs(folder)
    for number in range(count):
        name = f"awsx-plugin{number}"
        _write(os.path.join(folder, name), "#!/bin/sh\n")
        os.chmod(os.path.join(folder, name), 0o755)
        _write(os.path.join(folder, f"{name}.json"), json.dumps({
            "schema": 1, "name": name[5:], "version": "1.0", "kinds": ["command"], "summary": "A plugin of many",
            "options": [{"names": ["-p", "--profile"], "value": "profiles", "summary": "The profile."}] * 10,
        }))
    os.utime(folder, (1_700_000_000, 1_700_000_000))
    return home


def environment(home):
    """What a command sees: this HOME and nothing of the user's own."""
    return {"HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "dumb"}


def _config(profiles):
    yield f"[sso-session {SESSION}]"
    yield f"sso_start_url = {START_URL}"
    yield f"sso_region = {REGION}"
    yield "sso_registration_scopes = sso:account:access"
    for number in range(profiles):
        yield f"\n[profile p{number}]"
        yield f"sso_session = {SESSION}"
        account, role = _pair(number)
        yield f"sso_account_id = {account}"
        yield f"sso_role_name = {role}"
        yield f"region = {REGION}"
        yield "output = json"


def _token():
    return {
        "startUrl": START_URL, "region": REGION, "accessToken": "A" * 600, "expiresAt": _hours(1),
        "clientId": "C" * 22, "clientSecret": "S" * 1400, "registrationExpiresAt": _hours(24 * 90),
        "refreshToken": "R" * 800,
    }


def _role_credentials(account):
    return {
        "ProviderType": "sso",
        "Credentials": {
            "AccessKeyId": "ASIABENCHBENCHBENCH0", "SecretAccessKey": "s" * 40, "SessionToken": "t" * 900,
            "Expiration": _hours(12), "AccountId": account,
        },
    }


def _hours(hours):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + hours * 3600))


def _sha1(text):
    return hashlib.sha1(text.encode()).hexdigest()


def _write(path, text):
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
