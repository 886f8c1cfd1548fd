import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// The request that narrows credentials, beside that of the AWS SDK for Python which knows the call: field by field the
/// same (<doc:STSAndSigning>, Scoped credentials).
@Suite struct ScopedRequestTests {
    /// Writes every request into a file, and answers each as AWS would.
    private static let recorder = """
        import http.server, json, os, sys, threading
        ANSWER = '''<GetScopedCredentialsResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <GetScopedCredentialsResult><Credentials><AccessKeyId>ASIANARROW</AccessKeyId>
        <SecretAccessKey>SEC</SecretAccessKey><SessionToken>TOK</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>
        </Credentials><ScopedPoliciesCount>1</ScopedPoliciesCount></GetScopedCredentialsResult>
        <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetScopedCredentialsResponse>'''
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-Length'])).decode()
                headers = {name.lower(): value for name, value in self.headers.items()}
                with open(sys.argv[1], 'a') as record:
                    record.write(json.dumps({'path': self.path, 'headers': headers, 'body': body}) + '\\n')
                self.send_response(200)
                self.send_header('Content-Type', 'text/xml')
                self.send_header('Content-Length', str(len(ANSWER.encode())))
                self.end_headers()
                self.wfile.write(ANSWER.encode())
            def log_message(self, *_): pass
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        print(server.server_port, flush=True)
        server.serve_forever()
        """

    /// Calls with the parameters of the form that it is given.
    private static let caller = """
        import botocore, botocore.session, sys, urllib.parse
        assert botocore.__version__ == sys.argv[2], botocore.__version__
        form = dict(urllib.parse.parse_qsl(sys.argv[1]))
        wanted = {name: form[name] for name in form if name not in ('Action', 'Version')}
        if 'DurationSeconds' in wanted: wanted['DurationSeconds'] = int(wanted['DurationSeconds'])
        client = botocore.session.get_session().create_client('sts')
        print(client.get_scoped_credentials(**wanted)['Credentials']['AccessKeyId'])
        """

    private static let keys: KeyValuePairs<String, String?> = [
        "AWS_ACCESS_KEY_ID": "ASIAEXAMPLEEXAMPLE00", "AWS_SECRET_ACCESS_KEY": "SECRET/CANARY",
        "AWS_SESSION_TOKEN": "TOKEN+CANARY/==", "AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-1",
    ]

    private struct Request {
        let json: JSON
        var headers: JSON { json["headers"] ?? .null }
        var body: String { json["body"]?.string ?? "" }
        var fields: [String] { body.split(separator: "&").map(String.init) }

        func header(_ name: String) -> String? { headers[name]?.string }

        /// Whom the signature is for, and what it covers; without the date and the signature itself.
        var signing: [String] {
            (header("authorization") ?? "").split { $0 == " " || $0 == "," }.filter { !$0.hasPrefix("Signature=") }
                .map(String.init)
        }
    }

    @Test(arguments: [
        ["--scope", "read"], ["--scope", "s3:read,logs:view", "--duration", "900s"], ["--duration", "1h"],
        ["--scope", "guard", "--scope", "read"],
    ])
    func `awsx asks as the SDK does`(words: [String]) async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        let record = "\(home.path)/requests"
        try await PythonScript.serve(Self.recorder, arguments: [record]) { port in
            var environment = home.environment.setting(Self.keys)
            environment.set("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:\(port)")
            environment.set("AWS_DEFAULT_REGION", "eu-west-1")
            // The rules there know one address alone.
            environment.remove("AWS_DATA_PATH")
            let prefix = try InstallPrefix.shared.get()
            let ours = try await Program.run(
                prefix.awsx, ["exec"] + words + ["--", "sh", "-c", "echo $AWS_ACCESS_KEY_ID"], environment: environment,
                folder: home.path)
            #expect(ours.status == 0 && ours.output == "ASIANARROW\n", "\(ours)")
            let first = try #require(try requests(record).first)
            let python = try await Boto3Python.path()
            environment.set("PYTHONPATH", try await Boto3Python.newerBotocore())
            let theirs = try await Program.run(
                python, ["-c", Self.caller, first.body, Boto3Python.newerBotocoreVersion], environment: environment,
                folder: home.path)
            #expect(theirs.status == 0 && theirs.output == "ASIANARROW\n", "\(theirs)")
            let both = try requests(record)
            try #require(both.count == 2)
            #expect(both[0].json["path"] == both[1].json["path"])
            #expect(both[0].fields == both[1].fields)
            #expect(both[0].signing == both[1].signing)
            for name in ["host", "content-type", "content-length", "x-amz-security-token"] {
                #expect(both[0].header(name) == both[1].header(name), "\(name)")
            }
            // What only one of them sends is none of the service's parameters.
            let names = both.map { Set(($0.headers.members ?? []).map(\.name)) }
            #expect(names[0].subtracting(names[1]).isSubset(of: ["accept", "connection"]), "\(names)")
            #expect(!first.body.contains("CANARY"))
        }
    }

    private func requests(_ path: String) throws -> [Request] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            Request(json: try #require(JSON(Array($0.utf8))))
        }
    }
}
