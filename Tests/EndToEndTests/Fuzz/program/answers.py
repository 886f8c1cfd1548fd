"""A server that answers as AWS does, but for one answer, which is mutated."""
import json
import re
import socket
import threading

import mutation
from canary import SECRET

JSON_ANSWERS = {
    'ListAccounts': {'accountList': [{'accountId': '111111111111', 'accountName': 'dev', 'emailAddress': 'x@example.com'}]},
    'ListAccountRoles': {'roleList': [{'roleName': 'Admin', 'accountId': '111111111111'}]},
    'GetRoleCredentials': {'roleCredentials': {
        'accessKeyId': 'ASIAEXAMPLE', 'secretAccessKey': SECRET, 'sessionToken': SECRET, 'expiration': 4070908800000}},
    'Logout': {},
    'CreateToken': {'accessToken': SECRET, 'tokenType': 'Bearer', 'expiresIn': 28800, 'refreshToken': SECRET},
    'RegisterClient': {'clientId': 'c', 'clientSecret': SECRET, 'clientIdIssuedAt': 1790000000,
                       'clientSecretExpiresAt': 4070908800},
    'StartDeviceAuthorization': {
        'deviceCode': SECRET, 'userCode': 'ABCD-EFGH', 'verificationUri': 'https://device.example/',
        'verificationUriComplete': 'https://device.example/?user_code=ABCD-EFGH', 'expiresIn': 1, 'interval': 1},
    'CreateOAuth2Token': {
        'accessToken': {'accessKeyId': 'ASIALOGIN', 'secretAccessKey': SECRET, 'sessionToken': SECRET},
        'tokenType': 'aws_sigv4', 'expiresIn': 900, 'refreshToken': SECRET},
    'Container': {'AccessKeyId': 'ASIATASK', 'SecretAccessKey': SECRET, 'Token': SECRET,
                  'Expiration': '2099-01-01T00:00:00Z', 'AccountId': '111111111111'},
}
KEYS = f'''<AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>{SECRET}</SecretAccessKey>
<SessionToken>{SECRET}</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>'''
XML_ANSWERS = {
    'AssumeRole': f'''<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
<AssumedRoleUser><AssumedRoleId>AROA:x</AssumedRoleId><Arn>arn:aws:sts::222222222222:assumed-role/Deploy/x</Arn></AssumedRoleUser>
<Credentials>{KEYS}</Credentials></AssumeRoleResult></AssumeRoleResponse>''',
    'GetCallerIdentity': '''<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
<GetCallerIdentityResult><Arn>arn:aws:iam::111111111111:user/me</Arn><UserId>AIDA</UserId><Account>111111111111</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>''',
}
REFUSALS = [
    {'__type': 'UnauthorizedException', 'message': 'Session token not found or invalid'},
    {'error': 'invalid_grant', 'error_description': 'x'}, {'error': 'authorization_pending'}, {'error': 'slow_down'},
    {'error': 'expired_token'}, {'error': 'TOKEN_EXPIRED', 'message': 'x'}, {'Code': 'x', 'Message': 'y'},
]
XML_REFUSAL = '''<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
<Code>AccessDenied</Code><Message>no</Message></Error><RequestId>x</RequestId></ErrorResponse>'''
PATHS = [
    ('/assignment/accounts', 'ListAccounts'), ('/assignment/roles', 'ListAccountRoles'),
    ('/federation/credentials', 'GetRoleCredentials'), ('/logout', 'Logout'), ('/token', 'CreateToken'),
    ('/client/register', 'RegisterClient'), ('/device_authorization', 'StartDeviceAuthorization'),
    ('/v1/token', 'CreateOAuth2Token'), ('/container', 'Container'),
]
FIELDS = [
    'Retry-After: 0', 'Retry-After: 99999999999999999999', 'Retry-After: -1', 'Retry-After: \x80', 'Date: yesterday',
    'Date: Sat, 21 Nov 9999 00:00:00 GMT', 'x-amzn-ErrorType: UnauthorizedException:', 'x-amzn-ErrorType: ExpiredTokenException',
    'x-amzn-RequestId: \x1b[31m', 'Content-Encoding: gzip', 'Location: /else', 'Set-Cookie: a=b', 'X-Long: ' + 'a' * 9000,
    'no colon', ': no name', 'X-Fold: a\r\n b', 'Connection: upgrade', 'Content-Type: text/html', 'Upgrade: h2c',
    'Content-Length: 3', 'Transfer-Encoding: chunked',
]


def good(operation):
    if operation in XML_ANSWERS:
        return XML_ANSWERS[operation].encode()
    return json.dumps(JSON_ANSWERS[operation]).encode()


def raw(status, body, fields=(), reason='x'):
    lines = [f'HTTP/1.1 {status} {reason}', *fields, f'Content-Length: {len(body)}', 'Connection: close']
    return '\r\n'.join(lines).encode('latin-1', 'replace') + b'\r\n\r\n' + body


def mutated(random, operation):
    """An answer with faults in its status, its fields or its body."""
    body = good(operation)
    form = 'bytes' if operation in XML_ANSWERS else 'json'
    status = 200
    if random.random() < 0.25:
        status = random.choice([400, 401, 403, 404, 405, 408, 409, 418, 429, 500, 502, 503, 504, random.randrange(200, 600)])
        body = XML_REFUSAL.encode() if form == 'bytes' else json.dumps(random.choice(REFUSALS)).encode()
    if random.random() < 0.9:
        body = mutation.mutate(random, body, form, [good(operation)])
    fields = []
    if random.random() < 0.2:
        fields = [random.choice(FIELDS) for _ in range(random.choice([1, 1, 3]))]
    answer = raw(status, body, fields)
    if random.random() < 0.05:
        head, gap, rest = answer.partition(b'\r\n\r\n')
        first, end, others = head.partition(b'\r\n')
        # What stands in the first line is another test's.
        answer = first + end + mutation.mutate_bytes(random, others, [others]) + gap + rest
    return answer


class Server:
    """Answers one request a connection; a worker runs one program at a time, so the plan is of that one."""

    def __init__(self):
        self.plan = {}
        # A planned answer is given to the first request only: for who asks again and again.
        self.once = False
        self.listener = socket.create_server(('127.0.0.1', 0), backlog=64)
        self.url = f'http://127.0.0.1:{self.listener.getsockname()[1]}'
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection = self.listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection:
            try:
                connection.settimeout(10)
                file = connection.makefile('rb')
                target = file.readline().split(b' ')[1].decode().partition('?')[0]
                length = 0
                while (field := file.readline().strip()):
                    name, _, value = field.partition(b':')
                    if name.lower() == b'content-length':
                        length = int(value)
                body = file.read(length)
                connection.sendall(self.answer(target, body))
                connection.shutdown(socket.SHUT_WR)
                # The rest of what the other side sends, so that it gets an end and no reset.
                file.read(1)
            except (OSError, ValueError, IndexError):
                pass

    def answer(self, target, body):
        operation = dict(PATHS).get(target)
        if operation is None:
            found = re.search(rb'Action=(\w+)', body)
            operation = found[1].decode() if found else None
        planned = self.plan.pop(operation, None) if self.once else self.plan.get(operation)
        if planned is not None:
            return planned
        if operation == 'StartDeviceAuthorization':
            return raw(400, b'{"error":"invalid_client"}')
        if operation in JSON_ANSWERS or operation in XML_ANSWERS:
            return raw(200, good(operation))
        return raw(404, b'{}')

    def end(self):
        self.listener.close()
