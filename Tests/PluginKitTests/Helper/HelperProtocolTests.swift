import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct HelperProtocolTests {
    private static let full = IdentityRequest(
        profile: "dev", session: "corp", account: "111111111111", role: "Ad\"min\n", region: "eu-west-1")

    private static let requests: [HelperProtocol.Request] = [
        .credentials(full, minTTL: 300, login: .start), .credentials(IdentityRequest(), minTTL: nil, login: .never),
        .token(IdentityRequest(session: "é"), login: .wait), .callerIdentity(full, login: .never),
        .credentials(full, minTTL: .max, login: .wait), .health([], deadline: 1), .pickProfile(command: "use"),
        .pickProfile(command: "exec", query: "rocket"),
        .accountID(name: "prod", session: "corp", login: .start), .accountID(name: "a b", session: nil, login: .wait),
        .credentials(IdentityRequest(profile: "dev", isProfileWord: true), minTTL: nil, login: .never),
        .health([HealthTarget(url: "https://oidc.example", caBundle: nil, location: nil)], deadline: 5000),
        .credentials(narrow, minTTL: nil, login: .start, mfaCode: Secret("123456")),
        .serveCredentials(folder: "/run/a b", profile: "p", token: Secret("t")),
        .serveCredentials(folder: "/run", profile: "p", token: Secret("t"), socket: "/run/socket/s"),
        .composeOverride(file: "compose.yaml"),
    ]

    private static var narrow: IdentityRequest {
        var limits = RoleSessionRestrictions()
        limits.isReadOnly = true
        limits.policyARNs = ["arn:aws:iam::aws:policy/X"]
        limits.policy = "{\"a\":1}"
        limits.tags = [RoleSessionRestrictions.Tag(key: "k", value: "v=w")]
        limits.sourceIdentity = "ada"
        limits.durationSeconds = 900
        return IdentityRequest(
            profile: "dev", limits: limits,
            scopes: [ScopeSelection(["read", "s3:read"]), ScopeSelection(["site"], authority: .site)],
            reason: "ticket 7")
    }

    @Test(arguments: [
        #"{"v":1,"kind":"credentials.get","identity":{"limits":{}}}"#,
        #"{"v":1,"kind":"credentials.get","identity":{"limits":{"read_only":true,"policy_arns":[7],"tags":[]}}}"#,
        #"{"v":1,"kind":"credentials.get","identity":{"limits":{"read_only":true,"policy_arns":[],"tags":[{}]}}}"#,
        #"{"v":1,"kind":"credentials.get","identity":{"scopes":[]}}"#,
        #"{"v":1,"kind":"credentials.get","identity":{"scopes":"read"}}"#,
        #"{"v":1,"kind":"credentials.get","identity":{"scopes":[{"names":[],"authority":"user"}]}}"#,
        #"{"v":1,"kind":"credentials.get","identity":{"scopes":[{"names":["read",7],"authority":"user"}]}}"#,
        #"{"v":1,"kind":"credentials.get","identity":{"scopes":[{"names":["read"]}]}}"#,
        #"{"v":1,"kind":"credentials.get","identity":{"scopes":[{"names":["read"],"authority":"user"},7]}}"#,
    ])
    func `Limits and scopes that can't be read are never left out`(text: String) throws {
        #expect(HelperProtocol.Request(try #require(read(text))) == nil)
    }

    private func read(_ text: String) -> JSON? { JSON(Array(text.utf8)) }

    @Test(arguments: requests)
    func `A question comes back from its line`(request: HelperProtocol.Request) throws {
        for isVerbose in [false, true] {
            let line = HelperProtocol.line(request, isVerbose: isVerbose).serialized(.sortedLine)
            #expect(!line.contains("\n"))
            let json = try #require(read(line))
            #expect(HelperProtocol.Request(json) == request)
            #expect((json["verbose"]?.bool ?? false) == isVerbose)
        }
    }

    @Test func `The words of a question`() {
        let line = HelperProtocol.Request.credentials(IdentityRequest(profile: "dev"), minTTL: 60, login: .wait).json
        #expect(
            line.serialized(.sortedLine)
                == #"{"identity":{"profile":"dev"},"kind":"credentials.get","login":"wait","min_ttl":60,"v":1}"#)
    }

    @Test(arguments: [
        "{}", "null", #"{"v":2,"kind":"token.get","identity":{}}"#, #"{"v":1,"kind":"token.get"}"#,
        #"{"v":1,"kind":"unheard-of","identity":{}}"#, #"{"v":1,"kind":"profile.pick"}"#,
        #"{"v":2,"kind":"profile.pick","command":"use"}"#, #"{"v":1,"identity":{}}"#,
        #"{"v":"1","kind":"token.get","identity":{}}"#,
    ])
    func `What is no question is none`(text: String) throws {
        #expect(HelperProtocol.Request(try #require(read(text))) == nil)
    }

    @Test func `An unheard-of leave to sign in is none`() throws {
        let json = try #require(read(#"{"v":1,"kind":"token.get","identity":{},"login":"always"}"#))
        #expect(HelperProtocol.Request(json) == .token(IdentityRequest(), login: .never))
    }

    @Test(arguments: Failure.Code.allCases)
    func `A failure comes back with code, status, words, place and hint`(code: Failure.Code) throws {
        for failure in [
            Failure(code, "it's \"over\"\n", at: .file("/a", line: 3), hint: "do this"), Failure(code, "short"),
            Failure(code, "other status", status: .temporary),
        ] {
            let line = HelperProtocol.err(failure).serialized(.sortedLine)
            let told = try #require(throws: Failure.self) { try HelperProtocol.result(of: try #require(read(line))) }
            #expect(told.code == failure.code)
            #expect(told.status == failure.status)
            #expect(told.message == failure.message)
            #expect(told.hint == failure.hint)
            #expect(told.location?.description == failure.location?.description)
        }
    }

    @Test func `An answer is its ok`() throws {
        let answer = try #require(read(HelperProtocol.ok(.object(["a": .integer(1)])).serialized(.sortedLine)))
        #expect(try HelperProtocol.result(of: answer) == .object(["a": .integer(1)]))
    }

    @Test(arguments: ["{}", "null", "[]", #"{"err":{}}"#, #"{"err":{"message":7}}"#, #"{"err":"x"}"#])
    func `What is no answer is told as such`(text: String) throws {
        let failure = try #require(throws: Failure.self) { try HelperProtocol.result(of: try #require(read(text))) }
        #expect(failure.code == .badAnswer)
        #expect(failure.status == .failure)
    }

    @Test func `An unheard-of code or status has a usual one`() throws {
        let answer = try #require(read(#"{"err":{"code":"new","status":999,"message":"m"}}"#))
        let failure = try #require(throws: Failure.self) { try HelperProtocol.result(of: answer) }
        #expect(failure.code == .failed)
        #expect(failure.status == .failure)
    }

    @Test func `Credentials come back, and are what an SDK reads`() throws {
        let keys = Credentials(
            accessKeyID: "ASIA", secretAccessKey: Secret("S"), sessionToken: Secret("T"),
            expiration: Instant(iso8601: "2026-11-21T00:45:46Z"), accountID: "111111111111")
        #expect(
            keys.processJSON.serialized(.python)
                == #"{"Version": 1, "AccessKeyId": "ASIA", "SecretAccessKey": "S", "SessionToken": "T", "#
                + #""Expiration": "2026-11-21T00:45:46+00:00", "AccountId": "111111111111"}"#)
        #expect(Credentials(processJSON: keys.processJSON) == keys)
        let bare = Credentials(
            accessKeyID: "AKIA", secretAccessKey: Secret("S"), sessionToken: nil, expiration: nil, accountID: nil)
        #expect(Credentials(processJSON: bare.processJSON) == bare)
        #expect(bare.processJSON.members?.map(\.name) == ["Version", "AccessKeyId", "SecretAccessKey"])
        #expect(Credentials(processJSON: .object(["AccessKeyId": .string("A")])) == nil)
    }
}
