import Testing

@testable import Sandbox

struct S3ServiceTests {
    private static let unsigned = [(name: "x-amz-content-sha256", value: "UNSIGNED-PAYLOAD")]

    private func put(
        _ fixture: inout Fixture, _ key: String, by keys: IssuedKeys, headers: [(name: String, value: String)] = []
    ) -> ServerResponse {
        fixture.call(
            "s3", "PUT", "/sandbox-dev/\(key)", headers: headers + Self.unsigned, body: "text of \(key)", by: keys)
    }

    @Test func `what is put is listed, got and deleted`() {
        var fixture = Fixture()
        let keys = fixture.session()
        let made = put(&fixture, "logs/1", by: keys, headers: [("content-type", "text/x")])
        #expect(made.status == 200)
        let got = fixture.call("s3", "GET", "/sandbox-dev/logs/1", by: keys)
        #expect(got.text == "text of logs/1")
        #expect(got["Content-Type"] == "text/x")
        #expect(got["ETag"] == made["ETag"])
        let list = fixture.call("s3", "GET", "/sandbox-dev?delimiter=%2F&list-type=2&prefix=", by: keys)
        #expect(list.element("KeyCount") == "2")
        #expect(list.text.contains("<CommonPrefixes><Prefix>logs/</Prefix></CommonPrefixes>"))
        #expect(list.text.contains("<Key>hello.txt</Key>"))
        #expect(fixture.call("s3", "DELETE", "/sandbox-dev/logs/1", by: keys).status == 204)
        #expect(fixture.call("s3", "GET", "/sandbox-dev/logs/1", by: keys).element("Code") == "NoSuchKey")
    }

    @Test func `a long list comes in pages`() {
        var fixture = Fixture()
        let keys = fixture.session()
        for number in 0..<5 { _ = put(&fixture, "n/\(number)", by: keys) }
        var seen: [String] = []
        var token: String?
        repeat {
            let from = token.map { "continuation-token=\(PercentEncoding.encode($0))&" } ?? ""
            let page = fixture.call("s3", "GET", "/sandbox-dev?\(from)list-type=2&max-keys=2&prefix=n%2F", by: keys)
            seen += page.text.split(separator: "<Key>").dropFirst().map { String($0.prefix { $0 != "<" }) }
            token = page.element("NextContinuationToken")
        } while token != nil && seen.count < 10
        #expect(seen == ["n/0", "n/1", "n/2", "n/3", "n/4"])
    }

    /// Method and target, and the action that it needs.
    @Test(arguments: [
        ("GET", "/", "s3:ListAllMyBuckets"), ("GET", "/sandbox-dev?list-type=2", "s3:ListBucket"),
        ("GET", "/sandbox-dev", "s3:ListBucket"), ("HEAD", "/sandbox-dev", "s3:ListBucket"),
        ("GET", "/sandbox-dev/hello.txt", "s3:GetObject"), ("HEAD", "/sandbox-dev/hello.txt", "s3:GetObject"),
        ("PUT", "/sandbox-dev/x", "s3:PutObject"), ("DELETE", "/sandbox-dev/hello.txt", "s3:DeleteObject"),
        ("PUT", "/new", "s3:CreateBucket"), ("DELETE", "/sandbox-dev", "s3:DeleteBucket"),
        ("GET", "/sandbox-dev?policy=", "s3:GetBucketPolicy"), ("PUT", "/sandbox-dev?policy=", "s3:PutBucketPolicy"),
        ("GET", "/sandbox-dev?encryption=", "s3:GetEncryptionConfiguration"),
    ])
    func `each operation needs its action and no other`(method: String, target: String, action: String) throws {
        var fixture = Fixture()
        let parent = fixture.session()
        let all = #"{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","#
        let only = try fixture.scoped(
            parent, to: #"{"Statement":{"Effect":"Allow","Action":"\#(action)","Resource":"*"}}"#)
        let but = try fixture.scoped(parent, to: all + #""Action":"\#(action)","Resource":"*"}]}"#)
        let refused = fixture.call("s3", method, target, by: but)
        #expect(refused.status == 403)
        #expect(refused.element("Message")?.contains("\(action) on resource") == true)
        let passed = fixture.call("s3", method, target, by: only)
        #expect(passed.status != 403, "\(passed.text)")
    }

    @Test func `one prefix may be listed, one object be got`() throws {
        var fixture = Fixture()
        let keys = try fixture.scoped(
            fixture.session(),
            to:
                #"{"Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::sandbox-dev","Condition":{"StringLike":{"s3:prefix":"a/*"}}},{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::sandbox-dev/hello*"}]}"#
        )
        #expect(fixture.call("s3", "GET", "/sandbox-dev?list-type=2&prefix=a%2Fb", by: keys).status == 200)
        #expect(fixture.call("s3", "GET", "/sandbox-dev?list-type=2&prefix=b", by: keys).status == 403)
        #expect(fixture.call("s3", "GET", "/sandbox-dev?list-type=2", by: keys).status == 403)
        #expect(fixture.call("s3", "GET", "/sandbox-dev/hello.txt", by: keys).status == 200)
    }

    @Test func `who may not list is not told that an object is missing`() throws {
        var fixture = Fixture()
        let keys = try fixture.scoped(
            fixture.session(), to: #"{"Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}"#)
        #expect(fixture.call("s3", "GET", "/sandbox-dev/none", by: keys).status == 403)
    }

    @Test func `an encrypted object needs the key, through S3 only`() throws {
        var fixture = Fixture()
        let parent = fixture.session()
        _ = put(&fixture, "secret", by: parent, headers: [("x-amz-server-side-encryption", "aws:kms")])
        func get(_ more: String) throws -> Int {
            let read = #"{"Statement":[{"Effect":"Allow","Action":["s3:Get*","s3:List*"],"Resource":"*"}\#(more)]}"#
            return fixture.call("s3", "GET", "/sandbox-dev/secret", by: try fixture.scoped(parent, to: read)).status
        }
        func decrypt(via service: String) -> String {
            #",{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*","Condition":{"StringLike":{"kms:ViaService":"\#(service)"}}}"#
        }
        #expect(try get("") == 403)
        #expect(try get(decrypt(via: "s3.*")) == 200)
        #expect(try get(decrypt(via: "ssm.*")) == 403)
    }

    @Test func `a bucket of another account is closed`() {
        var fixture = Fixture()
        let keys = fixture.session()
        let response = fixture.call("s3", "GET", "/sandbox-prod/hello.txt", by: keys)
        #expect(response.status == 403)
        #expect(fixture.call("s3", "GET", "/nowhere/x", by: keys).element("Code") == "NoSuchBucket")
        #expect(!fixture.call("s3", "GET", "/", by: keys).text.contains("sandbox-prod"))
    }

    @Test(arguments: [
        "sandbox-dev.localhost:4000", "sandbox-dev.s3.eu-west-1.amazonaws.com", "sandbox-dev.s3.amazonaws.com",
    ])
    func `a bucket may be in the host`(host: String) {
        var fixture = Fixture()
        let keys = fixture.session()
        #expect(fixture.call("s3", "GET", "/hello.txt", by: keys, host: host).text == "Hello from the sandbox.\n")
        #expect(fixture.call("s3", "GET", "/?list-type=2", by: keys, host: host).element("KeyCount") == "1")
    }

    @Test func `paths of other services belong to buckets here`() {
        var fixture = Fixture { $0.buckets = [Bucket("start", accountId: "111111111111", objects: ["a": "b"])] }
        let keys = fixture.session()
        #expect(fixture.call("s3", "GET", "/start/a", by: keys).text == "b")
        #expect(fixture.call("s3", "GET", "/start", by: keys).element("Name") == "start")
    }

    @Test func `what it does not do it refuses`() {
        var fixture = Fixture()
        let keys = fixture.session()
        #expect(fixture.call("s3", "POST", "/sandbox-dev/x?uploads=", by: keys).status == 501)
        #expect(
            fixture.call("s3", "PUT", "/sandbox-dev/x", headers: [("x-amz-copy-source", "/a/b")], by: keys).status
                == 501)
        #expect(fixture.call("s3", "PUT", "/sandbox-dev/x?tagging=", by: keys).status == 501)
    }

    @Test func `a payload other than was signed is refused`() {
        var fixture = Fixture()
        let keys = fixture.session()
        let other = String(repeating: "0", count: 64)
        let response = fixture.call(
            "s3", "PUT", "/sandbox-dev/x", headers: [("x-amz-content-sha256", other)], body: "y", by: keys)
        #expect(response.element("Code") == "SignatureDoesNotMatch")
        // The word is S3's alone.
        let elsewhere = fixture.call(
            "kms", "POST", "/", headers: Self.unsigned + [("x-amz-target", "T.Decrypt")], by: keys)
        #expect(elsewhere.text.contains("SignatureDoesNotMatch"))
    }

    @Test func `buckets that the state names are there, and what was put stays`() throws {
        var fixture = Fixture()
        let keys = fixture.session()
        _ = put(&fixture, "kept", by: keys)
        let patch = #"{"buckets":[{"accountId":"111111111111","name":"more","objects":{"k":"v"}}]}"#
        fixture.server.set(try fixture.center.state.merged(with: Array(patch.utf8)))
        #expect(fixture.call("s3", "GET", "/more/k", by: keys).text == "v")
        #expect(fixture.call("s3", "GET", "/sandbox-dev/kept", by: keys).text == "text of kept")
    }
}
