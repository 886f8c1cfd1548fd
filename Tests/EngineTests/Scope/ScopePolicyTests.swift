import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct ScopePolicyTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func config(_ text: String) throws { try home.folder.put(text, at: ".config/awsx/config") }

    private func policy(_ selections: String..., document: String? = nil) throws -> ScopePolicy {
        let document = try document.map { try PolicyDocument(parsing: Array($0.utf8), at: .argument("--policy")) }
        return try ScopePolicy(
            selections.map { try #require(ScopeSelection(parsing: $0)) }, document: document,
            in: ScopeCatalog(home.context()))
    }

    private func failure(_ selections: String..., document: String? = nil) throws -> Failure {
        try #require(throws: Failure.self) {
            let document = try document.map { try PolicyDocument(parsing: Array($0.utf8), at: .argument("--policy")) }
            _ = try ScopePolicy(
                selections.map { try #require(ScopeSelection(parsing: $0)) }, document: document,
                in: ScopeCatalog(home.context()))
        }
    }

    private func lets(_ policy: ScopePolicy, _ action: String) throws -> Bool {
        try PolicyDocument(parsing: Array(policy.text.utf8), at: .argument("x")).grant.lets(action)
    }

    // MARK: Names that are joined

    @Test func `a scope joined with itself is that scope`() throws {
        #expect(try policy("read,read").text == policy("read").text)
        #expect(try policy("read,read").label == "read")
        #expect(try policy("read", "read").text == policy("read").text)
    }

    @Test func `what is named anyway is not named twice`() throws {
        #expect(try policy("read,s3:read").text == policy("read").text)
        let both = try policy("s3:read,logs:view")
        #expect(both.label == "s3:read,logs:view")
        #expect(
            both.text
                == #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","s3:List*","logs:Describe*","logs:List*"],"Resource":"*"}]}"#
        )
    }

    @Test func `what one scope lets through whole no other takes away`() throws {
        #expect(try lets(policy("read"), "ecr:GetAuthorizationToken") == false)
        let both = try policy("read,ecr:read")
        #expect(try lets(both, "ecr:GetAuthorizationToken"))
        #expect(try lets(both, "ec2:GetPasswordData") == false)
        #expect(try lets(policy("ecr:read,read"), "ecr:GetAuthorizationToken"))
    }

    @Test func `a strict scope stays strict`() throws {
        let both = try policy("read-strict,bedrock:read")
        #expect(both.text.contains(#""Deny","NotAction""#))
        #expect(try lets(both, "bedrock:GetModel") && !lets(both, "bedrock:InvokeModel"))
    }

    @Test func `scopes that take from each other what they name are refused`() throws {
        let failure = try failure("guard,iam:read")
        #expect(failure.code == .configInvalid && failure.status == .configuration)
        #expect(failure.message.contains("iam:Get*") && failure.message.contains("iam:*"))
    }

    @Test func `a policy that is too long is told with its length and what to take out`() throws {
        let failure = try failure(
            "read,bedrock:read,glue:read,athena:read,apigateway:read,ssm:read,rds:read,iam:read,sts:read")
        #expect(failure.status == .configuration)
        #expect(failure.message.contains("characters, and AWS accepts 2048"))
        let hint = try #require(failure.hint).words
        #expect(hint.contains("take out") && hint.contains("read alone has 1811"))
    }

    @Test(arguments: ["nope", "reed", "s3:write", "READ"])
    func `a scope that isn't there is refused`(name: String) throws {
        let failure = try failure(name)
        #expect(failure.code == .configInvalid)
        #expect(failure.message.contains(name))
        #expect(try #require(failure.hint).words.contains("awsx scope list"))
    }

    // MARK: Selections that lie over each other

    @Test func `of two scopes of which one contains the other the narrower counts`() throws {
        #expect(try policy("read", "s3:view").text == policy("s3:view").text)
        #expect(try policy("s3:view", "read").text == policy("s3:view").text)
        #expect(try policy("read", "s3:view").label == "read&s3:view")
        let view = try policy("view", "read-strict")
        #expect(view.text.count == 1625 + 49)
        #expect(try lets(view, "s3:ListBucket") && !lets(view, "s3:GetObject"))
        let strict = try policy("read", "read-strict")
        #expect(try !lets(strict, "ec2:GetPasswordData") && lets(strict, "s3:GetObject"))
        #expect(strict.text.contains("NotAction"))
    }

    @Test func `only what both let through is let through`() throws {
        let both = try policy("s3:read,ec2:read", "s3:view,logs:read")
        #expect(try lets(both, "s3:ListBucket") && lets(both, "s3:GetBucketPolicy"))
        for action in ["s3:GetObject", "ec2:DescribeInstances", "logs:GetLogEvents"] {
            #expect(try !lets(both, action), "\(action)")
        }
        let guarded = try policy("read", "guard")
        #expect(try lets(guarded, "s3:GetObject") && !lets(guarded, "iam:GetRole") && !lets(guarded, "s3:PutObject"))
    }

    @Test func `each order and every pair lets through no more than either`() throws {
        let actions = [
            "s3:GetObject", "s3:PutObject", "s3:ListBucket", "iam:GetRole", "iam:CreateUser", "ec2:GetPasswordData",
            "ec2:DescribeInstances", "ecr:GetAuthorizationToken", "kms:Decrypt", "logs:StartQuery", "sts:AssumeRole",
            "sts:GetCallerIdentity", "ssm:GetParameter", "glue:GetTables",
        ]
        let names = ["read", "read-strict", "view", "guard", "s3:read", "ecr:read", "ssm:read", "iam:view", "ec2:read"]
        for one in names {
            for other in names {
                guard let both = try? policy(one, other) else { continue }
                for action in actions {
                    let isLet = try lets(policy(one), action) && lets(policy(other), action)
                    #expect(try lets(both, action) == isLet, "\(one)&\(other): \(action)")
                }
            }
        }
    }

    @Test func `scopes with nothing in common are refused`() throws {
        let failure = try failure("s3:read", "logs:read")
        #expect(failure.code == .configInvalid && failure.message.contains("no action in common"))
    }

    @Test func `patterns of which neither contains the other are fenced`() throws {
        try config("[scope a]\nallow = s3:*Object s3:List*\n[scope b]\nallow = s3:Get*\n")
        let both = try policy("a", "b")
        #expect(try lets(both, "s3:GetObject") && !lets(both, "s3:PutObject") && !lets(both, "s3:GetBucketAcl"))
        #expect(try !lets(both, "s3:ListBucket"))
    }

    // MARK: Policy files

    private static let bucket =
        #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::b/*"}}"#

    @Test func `a policy file alone is sent as it is, without blanks`() throws {
        let policy = try policy(document: Self.bucket)
        #expect(policy.text == Self.bucket.replacing(" ", with: ""))
        #expect(policy.label == "policy")
    }

    @Test func `a policy file within a scope lets through no more than either`() throws {
        let both = try policy("read", document: Self.bucket)
        #expect(both.label == "read&policy")
        #expect(both.text.contains(#""Resource":"arn:aws:s3:::b/*""#))
        #expect(try lets(both, "s3:GetObject") && !lets(both, "s3:PutObject") && !lets(both, "s3:ListBucket"))
        #expect(try !lets(both, "ec2:GetPasswordData"))
    }

    @Test func `an older policy file is not put together with anything`() throws {
        let old = Self.bucket.replacing("2012-10-17", with: "2008-10-17")
        #expect(try policy(document: old).text.contains("2008-10-17"))
        #expect(try failure("read", document: old).message.contains("Version"))
    }

    @Test(arguments: [
        ("", "not JSON"), ("[]", "not a JSON object"), ("{", "not JSON"), ("{}", "no Statement"),
        (#"{"Statement":[]}"#, "no Statement"), (#"{"Statement":[7]}"#, "statement 1"),
        (#"{"Statement":[{"Effect":"Maybe","Action":"s3:*"}]}"#, "Effect"),
        (#"{"Statement":[{"Effect":"Allow","Action":"*:Get*","Resource":"*"}]}"#, "wildcard in the service"),
        (#"{"Statement":[{"Effect":"Allow","Action":"Get*","Resource":"*"}]}"#, "names no service"),
        (#"{"Statement":[{"Effect":"Allow","Action":"s3:*","Principal":"*"}]}"#, "Principal"),
        (#"{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"\u0000"}]}"#, "U+0000"),
        ("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"€\"}]}", "U+20AC"),
        ("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"a\0b\"}]}", "not JSON"),
    ])
    func `a policy that AWS would refuse is told before`(text: String, words: String) throws {
        let failure = try failure(document: text)
        #expect(failure.status == .configuration)
        #expect(failure.message.contains(words), "\(failure.message)")
    }

    @Test func `a byte-order mark is dropped, and tabs and letters of Latin 1 are taken`() throws {
        let text = "\u{feff}" + Self.bucket.replacing("b/*", with: "bü/*").replacing(", ", with: ",\t\r\n")
        #expect(try policy(document: text).text.contains("b\\u00fc/*"))
    }

    @Test func `a policy file that is too long for AWS is told with its length`() throws {
        let long = Self.bucket.replacing("b/*", with: String(repeating: "b", count: 2000))
        #expect(try failure(document: long).message.contains("characters, and AWS accepts 2048"))
    }

    @Test func `a policy file of ten megabytes is not read`() throws {
        try home.folder.put(String(repeating: " ", count: 10 << 20), at: "big.json")
        #expect(throws: Failure.self) {
            try PolicyDocument.load("\(home.path)/big.json", by: .argument("--policy"), files: home.files)
        }
        let missing = try #require(throws: Failure.self) {
            try PolicyDocument.load("\(home.path)/none.json", by: .argument("--policy"), files: home.files)
        }
        #expect(missing.status == .configuration)
    }

    // MARK: Scopes of one's own

    @Test func `a scope of one's own is what it allows, less what it denies`() throws {
        try config("[scope deploy]\nallow = s3:Get*, s3:PutObject\ndeny = s3:GetBucketPolicy\n")
        let mine = try policy("deploy")
        #expect(try lets(mine, "s3:PutObject") && lets(mine, "s3:GetObject") && !lets(mine, "s3:GetBucketPolicy"))
        #expect(try lets(policy("deploy,logs:read"), "logs:GetLogEvents"))
        #expect(try ScopeCatalog(home.context()).userNames() == ["deploy"])
    }

    @Test func `a scope of one's own may be a policy file beside the configuration`() throws {
        try home.folder.put(Self.bucket, at: ".config/awsx/bucket.json")
        try config(
            "[scope bucket]\npolicy-file = bucket.json\n[scope more]\npolicy-file = bucket.json\nallow = logs:Get*\n")
        #expect(try policy("bucket").text == Self.bucket.replacing(" ", with: ""))
        #expect(try lets(policy("more"), "logs:GetX") && lets(policy("more"), "s3:PutObject"))
        #expect(try failure("bucket", "more").message.contains("two policy files"))
        #expect(try failure("read-strict,bucket").message.contains("can't be joined"))
    }

    @Test(arguments: [
        "[scope x]", "[scope x]\nallow =", "[scope x]\nallow = Get*", "[scope x]\nallow = *:Get*",
        "[scope x]\ndeny = s3:*",
        "[scope x]\nallow = s3:Get*\nallowed = s3:*", "[scope x]\nallow = s3:Get*\ndeny = s3:*",
        "[scope x]\npolicy-file = none.json", "[scope x]\npolicy-file =", "[scope x]\npolicy-file = ~bob/x",
        "[scope x]\nallow = s3:Get*\ndeny = nonsense",
    ])
    func `a scope that can't be understood lets nothing run`(text: String) throws {
        try config(text + "\n")
        let failure = try failure("x")
        #expect(failure.status == .configuration, "\(failure.message)")
        #expect(failure.hint != nil)
    }

    @Test func `nobody defines a scope of awsx's own anew`() throws {
        try config("[scope read]\nallow = *\n[scope s3:read]\nallow = *\n")
        #expect(try policy("read").text.count == 1811)
        #expect(try policy("s3:read").text.count == 104)
    }

    @Test func `what the machine's administrator demands no user defines`() throws {
        try config("[scope site]\nallow = *\n")
        let catalog = ScopeCatalog(home.context())
        let demanded = ScopeSelection(["site"], authority: .site)
        let failure = try #require(throws: Failure.self) { try ScopePolicy([demanded], in: catalog) }
        #expect(failure.status == .configuration)
        try home.folder.put("[scope site]\nallow = s3:List*\n", at: "etc/awsx/config")
        #expect(try !lets(ScopePolicy([demanded], in: catalog), "s3:GetObject"))
        // Nor does one who names it himself get the wider one.
        #expect(try !lets(policy("site"), "s3:GetObject"))
    }
}
