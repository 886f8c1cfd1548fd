import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct RoleCredentialFetcherTests {
    private let home: TestHome
    private let sts = ScriptedSTS()
    private let warnings = RecordedItems<String>()

    init() throws { home = try TestHome() }

    private static let arn = "arn:aws:iam::222222222222:role/r"
    private static let keys = "[profile keys]\naws_access_key_id = AKIA-SOURCE\naws_secret_access_key = S\n"

    private func chain(
        _ identity: ResolvedIdentity, _ codes: ScriptedMFACodes = ScriptedMFACodes(), process: Credentials? = nil,
        context: RuntimeContext? = nil
    ) -> ProviderChain {
        ProviderChain(
            context: context ?? home.context(), cache: home.cache, identity: identity,
            services: TestProviderServices(sts: sts, process: process), codes: codes,
            warn: { [warnings] in warnings.add($0) })
    }

    private func identity(
        _ config: String, limits: RoleSessionRestrictions = RoleSessionRestrictions(), region: String? = "eu-west-1"
    ) throws -> ResolvedIdentity {
        try IdentityResolver(context: home.context(), config: try home.config(config + Self.keys))
            .resolve(IdentityRequest(profile: "a", region: region, limits: limits))
    }

    private func get(
        _ config: String = role(), codes: ScriptedMFACodes = ScriptedMFACodes(), minTTL: Int64? = nil,
        limits: RoleSessionRestrictions = RoleSessionRestrictions()
    ) async throws -> Credentials {
        try await chain(try identity(config, limits: limits), codes)
            .credentials(policy: CredentialRenewalPolicy(typedMinimum: minTTL))
    }

    private func failure(_ config: String = role(), codes: ScriptedMFACodes = ScriptedMFACodes()) async throws
        -> Failure
    {
        try await #require(throws: Failure.self) { try await get(config, codes: codes) }
    }

    private static func role(_ name: String = "a", from source: String = "keys", _ rest: String = "") -> String {
        "[profile \(name)]\nrole_arn = \(arn)\nsource_profile = \(source)\n\(rest)\n"
    }

    private func answer(_ accessKeyID: String = "ASIA-NEW", endsIn left: Int64 = 3600) {
        let role = AssumedRole(
            credentials: Credentials(
                accessKeyID: accessKeyID, secretAccessKey: Secret("SEC"), sessionToken: Secret("TOK"),
                expiration: home.later(left), accountID: "222222222222"),
            id: "AROA:me", arn: "arn:aws:sts::222222222222:assumed-role/r/me", requestID: "req-1")
        sts.onRole { role }
    }

    private func refuse(_ code: String, _ status: Int = 403, _ message: String = "no") {
        sts.onRole {
            throw ServiceError(
                code: code, message: message, httpStatus: status, operation: "AssumeRole", url: "https://sts.test/")
        }
    }

    private func put(_ accessKeyID: String, key: String, endsIn left: Int64) throws {
        try home.folder.put(
            """
            {"Credentials": {"AccessKeyId": "\(accessKeyID)", "SecretAccessKey": "S", "SessionToken": "T", \
            "Expiration": "\(home.later(left).iso8601WithOffset)"}}
            """, at: ".aws/cli/cache/\(key).json")
    }

    private static let key = CacheKey.assumedRole(RoleRequest(roleARN: arn))

    // MARK: The request and the file

    @Test func `A role is asked for with the source's keys and kept as the AWS CLI keeps it`() async throws {
        answer()
        #expect(try await get().accessKeyID == "ASIA-NEW")
        #expect(
            sts.calls == [
                .assumeRole(
                    RoleRequest(roleARN: Self.arn), sessionName: "awsx-session-1795219200", code: nil,
                    accessKeyID: "AKIA-SOURCE")
            ])
        let path = ".aws/cli/cache/\(Self.key).json"
        #expect(
            try home.folder.text(path)
                == #"{"Credentials": {"AccessKeyId": "ASIA-NEW", "SecretAccessKey": "SEC", "SessionToken": "TOK", "#
                + #""Expiration": "2026-11-21T01:00:00+00:00", "AccountId": "222222222222"}, "#
                + #""AssumedRoleUser": {"AssumedRoleId": "AROA:me", "#
                + #""Arn": "arn:aws:sts::222222222222:assumed-role/r/me"}, "#
                + #""ResponseMetadata": {"RequestId": "req-1", "HTTPStatusCode": 200, "HTTPHeaders": {}, "#
                + #""RetryAttempts": 0}}"#)
        #expect(try home.folder.mode(path) == 0o600)
    }

    @Test func `Every setting goes into the request`() async throws {
        answer()
        let settings = "role_session_name = me\nexternal_id = xid\nduration_seconds = 900"
        _ = try await get(Self.role("a", settings))
        let request = RoleRequest(roleARN: Self.arn, sessionName: "me", externalID: "xid", durationSeconds: 900)
        #expect(
            sts.calls == [.assumeRole(request, sessionName: "me", code: nil, accessKeyID: "AKIA-SOURCE")])
    }

    private static func role(_ name: String, _ rest: String) -> String { role(name, from: "keys", rest) }

    @Test(arguments: ["+00:00", "Z", "UTC"])
    func `What another tool cached serves in any spelling of time, and needs nobody`(zone: String) async throws {
        try home.folder.put(
            #"{"Credentials": {"AccessKeyId": "ASIA-CLI", "SecretAccessKey": "S", "SessionToken": "T", "#
                + #""Expiration": "2026-11-21T00:15:00\#(zone)"}}"#, at: ".aws/cli/cache/\(Self.key).json")
        #expect(try await get().accessKeyID == "ASIA-CLI")
        #expect(sts.calls.isEmpty)
        #expect(try home.folder.names(".aws/cli/cache").count == 1)
    }

    @Test func `Under fifteen minutes they are renewed, and serve on if that fails`() async throws {
        try put("ASIA-OLD", key: Self.key, endsIn: 899)
        sts.onRole { throw Failure.offline }
        #expect(try await get().accessKeyID == "ASIA-OLD")
        #expect(warnings.items.count == 1)
        answer()
        #expect(try await get().accessKeyID == "ASIA-NEW")
    }

    @Test func `A refusal of the role is believed although old credentials live`() async throws {
        try put("ASIA-OLD", key: Self.key, endsIn: 600)
        refuse("AccessDenied")
        #expect(try await failure().code == .denied)
    }

    @Test func `What STS gives is judged like all credentials`() async throws {
        answer(endsIn: -60)
        #expect(try await failure().code == .tooLittleTimeLeft)
    }

    // MARK: Chains

    @Test func `Each role of a chain is asked for with the one before, and each is kept`() async throws {
        answer("ASIA-INNER")
        answer("ASIA-OUTER")
        let inner = "[profile b]\nrole_arn = \(Self.arn)-b\nsource_profile = keys\n"
        #expect(try await get(Self.role("a", from: "b") + inner).accessKeyID == "ASIA-OUTER")
        #expect(sts.calls.count == 2)
        guard case .assumeRole(let first, _, _, "AKIA-SOURCE")? = sts.calls.first,
            case .assumeRole(let second, _, _, "ASIA-INNER")? = sts.calls.last
        else {
            Issue.record("\(sts.calls)")
            return
        }
        #expect(first.roleARN == "\(Self.arn)-b")
        #expect(second.roleARN == Self.arn)
        #expect(try home.folder.names(".aws/cli/cache").filter { $0.hasSuffix(".json") }.count == 2)
    }

    @Test func `Where the outer role is good nothing else is asked`() async throws {
        try put("ASIA-OUTER", key: Self.key, endsIn: 3600)
        let inner = "[profile b]\nrole_arn = \(Self.arn)-b\nsource_profile = keys\n"
        #expect(try await get(Self.role("a", from: "b") + inner).accessKeyID == "ASIA-OUTER")
    }

    @Test func `Without a region a role can't be asked for, but a cached one serves`() async throws {
        let failure = try await #require(throws: Failure.self) {
            try await chain(try identity(Self.role(), region: nil)).credentials(
                policy: CredentialRenewalPolicy(typedMinimum: nil))
        }
        #expect(failure.code == .noRegion)
        try put("ASIA-OLD", key: Self.key, endsIn: 3600)
        let cached = try await chain(try identity(Self.role(), region: nil)).credentials(
            policy: CredentialRenewalPolicy(typedMinimum: nil))
        #expect(cached.accessKeyID == "ASIA-OLD")
    }

    @Test func `Two profiles with one role and two sources share no file`() async throws {
        let other = "[profile b]\nrole_arn = \(Self.arn)\ncredential_source = Environment\n"
        try put("ASIA-OF-OTHER", key: Self.key, endsIn: 3600)
        answer()
        #expect(try await get(Self.role() + other).accessKeyID == "ASIA-NEW")
        #expect(try home.folder.text(".aws/cli/cache/\(Self.key).json")?.contains("ASIA-OF-OTHER") == true)
        #expect(try await get(Self.role() + other).accessKeyID == "ASIA-NEW")
        #expect(sts.calls.count == 1)
        #expect(try home.folder.mode(".local/state/awsx/credentials") == 0o700)
    }

    // MARK: Narrowed runs

    @Test func `A narrowed run ignores full power in the AWS CLI's cache and leaves it alone`() async throws {
        let inner = "[profile b]\nrole_arn = \(Self.arn)-b\nsource_profile = keys\n"
        try put("ASIA-FULL", key: Self.key, endsIn: 3600)
        try put("ASIA-FULL-B", key: CacheKey.assumedRole(RoleRequest(roleARN: "\(Self.arn)-b")), endsIn: 3600)
        answer("ASIA-INNER")
        answer("ASIA-LESS")
        var limits = RoleSessionRestrictions()
        limits.policyARNs = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
        #expect(try await get(Self.role("a", from: "b") + inner, limits: limits).accessKeyID == "ASIA-LESS")
        #expect(try await get(Self.role("a", from: "b") + inner).accessKeyID == "ASIA-FULL")
        #expect(try await get(Self.role("a", from: "b") + inner, limits: limits).accessKeyID == "ASIA-LESS")
        #expect(sts.calls.count == 2)
        guard case .assumeRole(let request, _, _, _)? = sts.calls.last else {
            Issue.record("\(sts.calls)")
            return
        }
        #expect(request.limits.policyARNs == ["arn:aws:iam::aws:policy/ReadOnlyAccess"])
        #expect(try home.folder.names(".aws/cli/cache").filter { $0.hasSuffix(".json") }.count == 2)
    }

    // MARK: MFA

    private static let device = "arn:aws:iam::111111111111:mfa/me"
    private static let withDevice = role("a", "mfa_serial = \(device)")

    @Test func `A code is asked for once and the role kept under the AWS CLI's name`() async throws {
        let codes = ScriptedMFACodes(["123456"])
        answer()
        #expect(try await get(Self.withDevice, codes: codes).accessKeyID == "ASIA-NEW")
        #expect(try await get(Self.withDevice, codes: codes).accessKeyID == "ASIA-NEW")
        #expect(codes.questions.count == 1)
        #expect(codes.questions.first?.device.value == Self.device)
        guard case .assumeRole(let request, _, let code, _)? = sts.calls.first else {
            Issue.record("\(sts.calls)")
            return
        }
        #expect(code == Secret("123456"))
        #expect(
            try home.folder.text(".aws/cli/cache/\(CacheKey.assumedRole(request)).json")?.contains("ASIA-NEW") == true)
    }

    @Test func `A wrong code is asked for again, three times at most, with AWS's words`() async throws {
        let words = "MultiFactorAuthentication failed with invalid MFA one time pass code."
        let codes = ScriptedMFACodes(["111111", "222222", "333333", "444444"])
        for _ in 0..<3 { refuse("AccessDenied", 403, words) }
        let failure = try await failure(Self.withDevice, codes: codes)
        #expect(failure.code == .denied)
        #expect(failure.message.contains(words))
        #expect(failure.hint?.words.contains("next code") == true)
        #expect(codes.questions.map(\.refusal) == [nil, words, words])
    }

    @Test func `A refusal that is not about the code is not asked about again`() async throws {
        refuse("AccessDenied", 403, "User is not authorized to perform: sts:AssumeRole")
        let codes = ScriptedMFACodes(["111111", "222222"])
        #expect(try await failure(Self.withDevice, codes: codes).code == .denied)
        #expect(codes.questions.count == 1)
    }

    @Test func `Without a code the failure names device and command`() async throws {
        let failure = try await failure(Self.withDevice)
        #expect(failure.code == .mfaNeeded)
        #expect(failure.status == .loginNeeded)
        #expect(failure.message.contains(Self.device))
        #expect(failure.hint?.words == "awsx whoami a --mfa-code CODE")
        #expect(failure.location == .file("~/.aws/config", line: 4))
        #expect(sts.calls.isEmpty)
    }

    @Test func `Present credentials serve where nobody can be asked for a code`() async throws {
        let request = RoleRequest(roleARN: Self.arn, serialNumber: Self.device)
        try put("ASIA-OLD", key: CacheKey.assumedRole(request), endsIn: 600)
        #expect(try await get(Self.withDevice).accessKeyID == "ASIA-OLD")
    }

    /// Seconds that another process holds the role's lock, and whether it was waited for.
    @Test(arguments: [(withDevice, 299, true), (withDevice, 301, false), (role(), 59, true), (role(), 61, false)])
    func `Where a person types a code others wait five minutes, and one minute elsewhere`(
        config: String, seconds: Int64, isPatient: Bool
    ) async throws {
        answer()
        let file = try #require(try identity(config).source.provider.file(in: home.folders))
        guard let lock = try FileLock.attempt(file.lock, in: home.context()) else {
            Issue.record("somebody else holds the lock")
            return
        }
        let holder = Keeper(lock)
        home.clock.at(seconds: seconds) { holder.letGo() }
        if isPatient {
            #expect(try await get(config, codes: ScriptedMFACodes(["123456"])).accessKeyID == "ASIA-NEW")
        } else {
            #expect(try await failure(config, codes: ScriptedMFACodes(["123456"])).code == .lockTimedOut)
        }
    }

    @Test func `Of many processes at once one asks`() async throws {
        let codes = ScriptedMFACodes(["123456"])
        answer()
        let chain = chain(try identity(Self.withDevice), codes, context: home.contendedContext())
        let names = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    try await chain.credentials(policy: CredentialRenewalPolicy(typedMinimum: nil)).accessKeyID
                }
            }
            return try await group.reduce(into: [String]()) { $0.append($1) }
        }
        #expect(names == Array(repeating: "ASIA-NEW", count: 12))
        #expect(codes.questions.count == 1)
    }

    // MARK: Programs

    /// Seconds left, and what was typed.
    @Test(
        arguments: [
            (600, 600, true), (599, 600, false), (1800, 600, true), (1, nil, true), (0, nil, false), (0, 0, false),
        ] as [(Int64, Int64?, Bool)])
    func `A program's credentials must live as long as was asked for`(
        left: Int64, minTTL: Int64?, isEnough: Bool
    ) async throws {
        let keys = Credentials(
            accessKeyID: "AK", secretAccessKey: Secret("S"), sessionToken: nil, expiration: home.later(left),
            accountID: nil)
        let chain = chain(try identity("[profile a]\ncredential_process = /bin/true\n"), process: keys)
        let policy = CredentialRenewalPolicy(typedMinimum: minTTL)
        if isEnough {
            #expect(try await chain.credentials(policy: policy) == keys)
        } else {
            let failure = try await #require(throws: Failure.self) {
                try await chain.credentials(policy: policy)
            }
            #expect(failure.code == .tooLittleTimeLeft)
        }
    }

    // MARK: Web identity

    private func web(_ token: String?) throws -> String {
        if let token { try home.folder.put(token, at: "token") }
        return "[profile a]\nrole_arn = \(Self.arn)\nweb_identity_token_file = \(home.path)/token\n"
    }

    @Test(arguments: ["header.payload.signature", "header.payload.signature\n"])
    func `A web identity's token goes as it stands`(token: String) async throws {
        answer()
        #expect(try await get(try web(token)).accessKeyID == "ASIA-NEW")
        #expect(
            sts.calls == [
                .webIdentity(
                    RoleRequest(roleARN: Self.arn), sessionName: "awsx-session-1795219200", token: Secret(token))
            ])
        let newer = CacheKey.webIdentity(RoleRequest(roleARN: Self.arn), token: Secret(token))
        #expect(try home.folder.text(".aws/cli/cache/\(newer).json")?.contains("ASIA-NEW") == true)
        #expect(try home.folder.text(".aws/cli/cache/\(Self.key).json") == nil)
        #expect(try await get(try web(token)).accessKeyID == "ASIA-NEW")
        #expect(sts.calls.count == 1)
    }

    @Test func `What an older AWS CLI kept for a web identity serves, and the longer one of both`() async throws {
        let config = try web("header.payload.signature")
        let newer = CacheKey.webIdentity(
            RoleRequest(roleARN: Self.arn), token: Secret("header.payload.signature"))
        try put("ASIA-OLDER", key: Self.key, endsIn: 1000)
        #expect(try await get(config).accessKeyID == "ASIA-OLDER")
        try put("ASIA-NEWER", key: newer, endsIn: 2000)
        #expect(try await get(config).accessKeyID == "ASIA-NEWER")
        try put("ASIA-OLDER", key: Self.key, endsIn: 3000)
        #expect(try await get(config).accessKeyID == "ASIA-OLDER")
        #expect(sts.calls.isEmpty)
    }

    @Test func `A token that was replaced is another web identity's`() async throws {
        answer("ASIA-FIRST")
        #expect(try await get(try web("first.payload.signature")).accessKeyID == "ASIA-FIRST")
        answer("ASIA-SECOND")
        #expect(try await get(try web("second.payload.signature")).accessKeyID == "ASIA-SECOND")
        #expect(try await get(try web("first.payload.signature")).accessKeyID == "ASIA-FIRST")
        #expect(sts.calls.count == 2)
    }

    @Test func `A token file that isn't there, or is empty, is told with the setting`() async throws {
        let missing = try await failure(try web(nil))
        #expect(missing.status == .notFound)
        #expect(missing.location == .file("~/.aws/config", line: 3))
        #expect(try await failure(try web("")).code == .configInvalid)
    }

    @Test func `A line break at a refused token's end is pointed out`() async throws {
        refuse("InvalidIdentityToken", 400, "bad")
        let failure = try await failure(try web("header.payload.signature\n"))
        #expect(failure.code == .denied)
        #expect(failure.hint?.words.contains("line break") == true)
        #expect(!failure.message.contains("payload"))
    }

    // MARK: Refusals

    private static let refusals: [(String, Int, Engine.ExitStatus)] = [
        ("AccessDenied", 403, .denied), ("ExpiredToken", 403, .denied), ("InvalidClientTokenId", 403, .denied),
        ("SignatureDoesNotMatch", 403, .denied), ("ExpiredTokenException", 400, .denied),
        ("RegionDisabledException", 403, .configuration), ("ValidationError", 400, .configuration),
        ("PackedPolicyTooLarge", 400, .configuration), ("MalformedPolicyDocument", 400, .configuration),
        ("Throttling", 400, .temporary), ("TooManyRequestsException", 429, .temporary),
        ("IDPCommunicationError", 400, .unavailable), ("InternalFailure", 500, .unavailable),
        ("IDPRejectedClaim", 403, .denied), ("SomethingNew", 400, .failure),
    ]

    @Test(arguments: refusals)
    func `A refusal of STS has the status of its kind and AWS's words`(
        code: String, http: Int, status: Engine.ExitStatus
    ) async throws {
        refuse(code, http, "AWS's own words")
        let failure = try await failure()
        #expect(failure.status == status)
        #expect(failure.message.contains("AWS's own words"))
        #expect(failure.message.contains(code))
    }
}
