import Engine
import SystemKit
import TestSupport
import Wire

/// A call to a service in trouble, and the waits of whoever makes it.
struct TroubledCall: Sendable, CustomStringConvertible {
    /// What is asked, by awsx's client and by botocore's.
    enum Operation: String, Sendable {
        /// Of the portal: an answer in JSON, a token in a header.
        case getRoleCredentials
        /// Of OIDC: a grant that works once.
        case createToken
        /// Of STS: a signed form, an answer in XML.
        case getCallerIdentity
        case assumeRoleWithWebIdentity
        /// Of the sign-in service, with a proof.
        case createOAuth2Token
    }

    /// One answer; 0 closes the connection without any.
    struct Answer: Sendable {
        let status: Int
        var code: String?
        var headers: [(String, String)] = []
        /// Instead of a body that names the code.
        var body: String?
    }

    let name: String
    var operation = Operation.getRoleCredentials
    /// In their order; the last one again and again.
    let answers: [Answer]
    /// The random number from 0 to 1.
    var fraction = 1.0
    var attempts = 3
    /// Why awsx waits otherwise than botocore, where that is meant.
    var exception: String?

    var description: String { name }

    var json: JSON {
        .object([
            "operation": .string(operation.rawValue), "fraction": .string("\(fraction)"),
            "attempts": .integer(Int64(attempts)),
            "answers": .array(
                answers.map { answer in
                    .object([
                        "status": .integer(Int64(answer.status)), "code": .text(answer.code),
                        "body": .text(answer.body),
                        "headers": .array(answer.headers.map { .array([.string($0.0), .string($0.1)]) }),
                    ])
                }),
        ])
    }
}

/// botocore's own clients in front of a server in trouble; nobody really waits.
enum BotocoreRetries {
    /// Milliseconds of each wait, for each call.
    static func waits(_ calls: [TroubledCall], port: Int) async throws -> [[Double]] {
        let python = try await Boto3Python.path()
        var environment = Program.environment()
        environment.set("PYTHONPATH", try await Boto3Python.newerBotocore())
        let cases = JSON.array(calls.map(\.json)).serialized(.minified)
        let outcome = try await Program.run(
            python, ["-c", asker, String(port), Boto3Python.newerBotocoreVersion], environment: environment,
            input: cases)
        guard outcome.status == 0, let waits = outcome.json?.array, waits.count == calls.count else {
            throw Workspace.Broken("botocore answered \(outcome)")
        }
        return waits.map { ($0.array ?? []).compactMap { $0.string.flatMap(Double.init) } }
    }

    /// Its clients' random number is the call's, and each of its waits is written down instead of waited for.
    private static let asker = """
        import json, sys, botocore, botocore.endpoint, botocore.retries.standard, botocore.session
        from botocore import UNSIGNED
        from botocore.config import Config
        assert botocore.__version__ == sys.argv[2], botocore.__version__
        waits, fraction = [], [0.0]
        class Time:
            def __getattr__(self, name): return getattr(real, name)
            def sleep(self, seconds): waits.append(seconds)
        real = botocore.endpoint.time
        botocore.endpoint.time = Time()
        backoff = botocore.retries.standard.ExponentialBackoff
        backoff.__init__.__defaults__ = (20, lambda: fraction[0], None, None)
        session = botocore.session.Session()
        session.set_credentials('AKIDEXAMPLE', 'SECRET')
        def client(service, case, number):
            return session.create_client(
                service, region_name='us-east-1', endpoint_url=f'http://127.0.0.1:{sys.argv[1]}/botocore-{number}',
                config=Config(retries={'total_max_attempts': case['attempts']}, signature_version=UNSIGNED
                    if service != 'sts' else None))
        calls = {
            'getRoleCredentials': ('sso', lambda c: c.get_role_credentials(
                roleName='R', accountId='111111111111', accessToken='AT')),
            'createToken': ('sso-oidc', lambda c: c.create_token(
                clientId='C', clientSecret='S', grantType='refresh_token', refreshToken='R')),
            'getCallerIdentity': ('sts', lambda c: c.get_caller_identity()),
            'assumeRoleWithWebIdentity': ('sts', lambda c: c.assume_role_with_web_identity(
                RoleArn='arn:aws:iam::111111111111:role/R', RoleSessionName='me', WebIdentityToken='TOKEN')),
            'createOAuth2Token': ('signin', lambda c: c.create_o_auth2_token(tokenInput={
                'clientId': 'C', 'grantType': 'refresh_token', 'refreshToken': 'R'})),
        }
        answers = []
        for number, case in enumerate(json.load(sys.stdin)):
            waits, fraction[0] = [], float(case['fraction'])
            service, call = calls[case['operation']]
            try:
                call(client(service, case, number))
            except Exception as error:
                kind = type(error).__name__
                if kind in ('ParamValidationError', 'TypeError', 'AttributeError', 'UnknownServiceError'): raise
            answers.append([repr(wait * 1000) for wait in waits])
        print(json.dumps(answers))
        """

    /// Answers each caller's requests for a call in the order that its case says.
    static let server = """
        import json, os, socket, sys, threading
        cases, counts, lock = json.loads(sys.argv[1]), {}, threading.Lock()
        def reply(case, answer):
            name, body = answer['code'], answer['body']
            xml = case['operation'] in ('getCallerIdentity', 'assumeRoleWithWebIdentity')
            if body is None and name is None: body = ''
            elif body is None and xml:
                body = f'<ErrorResponse><Error><Type>Sender</Type><Code>{name}</Code><Message>m</Message></Error>' \\
                    '<RequestId>r</RequestId></ErrorResponse>'
            elif body is None: body = json.dumps({'message': 'm'})
            head = [f"HTTP/1.1 {answer['status']} Trouble", f'Content-Length: {len(body)}', 'Connection: close',
                    'Content-Type: ' + ('text/xml' if xml else 'application/json')]
            if name and not xml: head.append(f'x-amzn-ErrorType: {name}')
            head += [f'{key}: {value}' for key, value in answer['headers']]
            return '\\r\\n'.join(head) + '\\r\\n\\r\\n' + body
        def guarded(connection):
            with connection, connection.makefile('rb') as file:
                target = file.readline().split()[1].decode()
                length = 0
                while (field := file.readline().strip()):
                    key, value = field.split(b':', 1)
                    if key.lower() == b'content-length': length = int(value)
                file.read(length)
                who = target.split('?')[0].split('/')[1]
                case = cases[int(who.split('-')[1])]
                with lock:
                    number = counts[who] = counts.get(who, -1) + 1
                answer = case['answers'][min(number, len(case['answers']) - 1)]
                if answer['status']:
                    connection.sendall(reply(case, answer).encode())

        """ + PythonScript.acceptLoop
}
