"""A secret of the tests, and whether it stands where awsx must know it as one: a fault may move it elsewhere."""
import re

import mutation

SECRET = 'CANARYsecret'
MARK = b'CANARY'
NAMES = {
    'accesstoken', 'refreshtoken', 'clientsecret', 'secretaccesskey', 'sessiontoken', 'dpopkey', 'token', 'devicecode',
}
LINE = re.compile(rb'(aws_secret_access_key|aws_session_token|aws_security_token)[ \t]*[=:][^=:]*')
SPANS = re.compile(rb'<SecretAccessKey>[^<]*</SecretAccessKey>|<SessionToken>[^<]*</SessionToken>')


def is_kept_in_json(data):
    try:
        return is_kept(mutation.parse(data))
    except (ValueError, RecursionError):
        # Of what can't be read nothing is used, and nothing may be told.
        return True


def is_kept(document, name=''):
    match document:
        case mutation.Number():
            return True
        case mutation.Pairs():
            return all('CANARY' not in key and is_kept(value, key) for key, value in document)
        case list():
            return all(is_kept(value, name) for value in document)
        case str():
            return 'CANARY' not in document or name in NAMES or name[:1].lower() + name[1:] in NAMES
    return True


def is_kept_in_lines(data):
    """By a rule that is stricter than the grammar: an indented line, say, may be part of another key's value."""
    lines = re.split(rb'[\r\n\x0b\x0c\x1c-\x1e\x85]|\xe2\x80[\xa8\xa9]', data)
    return all(LINE.fullmatch(line) for line in lines if MARK in line)


def is_kept_in_answer(answer):
    head, _, body = answer.partition(b'\r\n\r\n')
    if MARK in head:
        return False
    return is_kept_in_json(body) if body[:1] in b'{[' else MARK not in SPANS.sub(b'', body)
