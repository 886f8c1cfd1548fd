import Engine
import PluginKit
import SystemKit
import SystemPackage
import TestSupport
import Testing

struct LoginCredentialFetcherTests {
    private let home: TestHome
    private let service = ScriptedSignIn()
    private let warnings = RecordedItems<String>()
    private let regions = RecordedItems<String>()
    private static let file = ".aws/login/cache/420568f589bc20e39cdb190b21ad1c5957b37978d392ae62e6d8b86e5e5f2456.json"

    init() throws { home = try TestHome() }

    /// Writes the session's file, an hour ago unless told otherwise.
    private func open(endsIn seconds: Int64, refreshToken: String = "REFRESH", key: String = "AKID", age: Int64 = 3600)
        throws
    {
        let text = LoginSession.fileText(endsAt: home.later(seconds).iso8601, refreshToken: refreshToken, key: key)
        try home.folder.put(text, at: Self.file)
        home.folder.setAge(home.later(-age), of: Self.file)
    }

    private func credentials(minimum: Int64? = nil, in context: RuntimeContext? = nil) async throws -> Credentials {
        let context = context ?? home.context()
        let provider = LoginCredentialFetcher(
            context: context, store: try LoginSessionStore.of(context),
            service: { [service, regions] token in
                regions.add(token.signInRegion ?? "")
                return service
            },
            warn: { [warnings] in warnings.add($0) })
        return try await provider.credentials(for: .bob, policy: CredentialRenewalPolicy(typedMinimum: minimum))
    }

    private func failure(minimum: Int64? = nil, in context: RuntimeContext? = nil) async throws -> Failure {
        try await #require(throws: Failure.self) { try await credentials(minimum: minimum, in: context) }
    }

    private static func reply(_ key: String = "NEW", expiresIn: Int64 = 900, refreshToken: String = "R2") -> SignInReply
    {
        SignInReply(
            accessKeyID: key, secretAccessKey: Secret("S2"), sessionToken: Secret("T2"), expiresIn: expiresIn,
            refreshToken: Secret(refreshToken))
    }

    // MARK: Without a request

    @Test func `Keys with more than five minutes left are given without a request or a lock`() async throws {
        try open(endsIn: 301)
        let keys = try await credentials()
        #expect(keys.accessKeyID == "AKID")
        #expect(keys.accountID == "123456789012")
        #expect(service.calls.isEmpty)
        #expect(try home.folder.names(".aws/login/cache").count == 1)
    }

    @Test func `Keys that were renewed a moment ago are given however little is left`() async throws {
        try open(endsIn: 60, age: 59)
        #expect(try await credentials().accessKeyID == "AKID")
    }

    @Test func `A session is renewed in the region that its file names, which stays there`() async throws {
        let text = LoginSession.fileText(endsAt: home.later(10).iso8601)
            .replacing("\"clientId\"", with: "\"signInRegion\": \"eu-west-1\", \"clientId\"")
        try home.folder.put(text, at: Self.file)
        home.folder.setAge(home.later(-3600), of: Self.file)
        service.on { Self.reply() }
        #expect(try await credentials().accessKeyID == "NEW")
        #expect(regions.items == ["eu-west-1"])
        #expect(try home.folder.text(Self.file)?.contains("\"signInRegion\": \"eu-west-1\"") == true)
    }

    @Test func `A file without a region is renewed in that at hand`() async throws {
        try open(endsIn: 10)
        service.on { Self.reply() }
        #expect(try await credentials().accessKeyID == "NEW")
        #expect(regions.items == [""])
    }

    @Test func `The variable moves the folder`() async throws {
        try open(endsIn: 600)
        let elsewhere = home.context(["AWS_LOGIN_CACHE_DIRECTORY": "~/else/$NAME", "NAME": "where"])
        #expect(try await failure(in: elsewhere).code == .loginNeeded)
        try home.folder.put(LoginSession.fileText(endsAt: home.later(600).iso8601), at: "else/where/x.json")
        let name = Self.file.split(separator: "/").last ?? ""
        try home.folder.put(
            LoginSession.fileText(endsAt: home.later(600).iso8601, key: "MOVED"), at: "else/where/\(name)")
        #expect(try await credentials(in: elsewhere).accessKeyID == "MOVED")
    }

    @Test func `Without a file, or with one that can't be used, a sign-in mends it`() async throws {
        let missing = try await failure()
        #expect(missing.status == .loginNeeded)
        #expect(missing.hint?.words == "awsx login 'my dev'")
        #expect(missing.location == .file("~/.aws/config", line: 5))
        for text in ["", "{", "[]", "{}", #"{"accessToken": "sso"}"#, String(repeating: "x", count: 2 << 20)] {
            try home.folder.put(text, at: Self.file)
            let broken = try await failure()
            #expect(broken.status == .loginNeeded)
            #expect(broken.hint?.words == "awsx login 'my dev'")
            #expect(broken.location == .file("\(home.path)/\(Self.file)", line: nil))
        }
        #expect(service.calls.isEmpty)
    }

    // MARK: Renewal

    @Test(arguments: [300, 1, 0, -86_400] as [Int64])
    func `Near or past their end they are renewed, and saved as the AWS CLI saves them`(left: Int64) async throws {
        try open(endsIn: left)
        service.on { Self.reply() }
        let keys = try await credentials()
        #expect(keys.accessKeyID == "NEW")
        #expect(keys.expiration == home.later(900))
        #expect(keys.accountID == "123456789012")
        #expect(
            service.calls == [
                ScriptedSignIn.Call(
                    clientID: "arn:aws:signin:::devtools/same-device", refreshToken: Secret("REFRESH"),
                    dpopKey: Secret("PEM\n"))
            ])
        #expect(
            try home.folder.text(Self.file)
                == LoginSession.fileText(endsAt: home.later(900).iso8601, refreshToken: "R2", key: "NEW")
                .replacing(#""SECRET""#, with: #""S2""#).replacing(#""SESSION""#, with: #""T2""#))
        #expect(try home.folder.mode(Self.file) == 0o600)
        #expect(warnings.items.isEmpty)
    }

    @Test func `More time than is left is had by a renewal, and more than a renewal gives by nothing`() async throws {
        try open(endsIn: 600)
        service.on { Self.reply() }
        #expect(try await credentials(minimum: 700).accessKeyID == "NEW")
        service.on { Self.reply() }
        let failure = try await failure(minimum: 1000)
        #expect(failure.status == .temporary)
        #expect(failure.code == .tooLittleTimeLeft)
    }

    @Test func `Many at once make one request`() async throws {
        try open(endsIn: -1)
        service.on {
            try await Task.sleep(for: .milliseconds(50))
            return Self.reply(expiresIn: 100)
        }
        let context = home.contendedContext()
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 { group.addTask { try await credentials(in: context).accessKeyID } }
            for try await key in group { #expect(key == "NEW") }
        }
        #expect(service.calls.count == 1)
    }

    // MARK: Refusals

    @Test(arguments: ["TOKEN_EXPIRED", "USER_CREDENTIALS_CHANGED", "AUTHCODE_EXPIRED", "OTHER"])
    func `A refusal needs a sign-in, leaves the file, and is asked for once`(reason: String) async throws {
        try open(endsIn: -1)
        let before = try home.folder.text(Self.file)
        service.on { throw ServiceError.signInRefusal(reason) }
        for _ in 0..<3 {
            let failure = try await failure()
            #expect(failure.status == .loginNeeded)
            #expect(failure.hint?.words == "awsx login 'my dev'")
        }
        #expect(service.calls.count == 1)
        #expect(try home.folder.text(Self.file) == before)
    }

    @Test func `After a new sign-in it is asked again`() async throws {
        try open(endsIn: -1)
        service.on { throw ServiceError.signInRefusal("TOKEN_EXPIRED") }
        #expect(try await failure().status == .loginNeeded)
        try open(endsIn: -1, refreshToken: "OTHER")
        service.on { Self.reply() }
        #expect(try await credentials().accessKeyID == "NEW")
    }

    @Test func `Where the file tells no region, a refused request may have gone to a wrong one`() async throws {
        try open(endsIn: -1)
        service.on { throw ServiceError.signInRefusal("INVALID_REQUEST", 400) }
        let failure = try await failure()
        #expect(failure.message.contains("INVALID_REQUEST"))
        #expect(failure.location == .url("https://signin.test/v1/token"))
        #expect(failure.hint?.words == "use --region with that region, or sign in again: awsx login 'my dev'")
    }

    @Test func `By a wrong clock a session is not taken for ended`() async throws {
        try open(endsIn: -1)
        service.on {
            throw ServiceError(
                code: "AccessDeniedException", message: "no (this machine's clock is 35 s ahead of the server's)",
                httpStatus: 401, operation: "CreateOAuth2Token", url: "https://signin.test/v1/token",
                reason: "TOKEN_EXPIRED")
        }
        let failure = try await failure()
        #expect(failure.status == .loginNeeded)
        #expect(failure.hint?.words.contains("timedatectl") == true)
        #expect(failure.hint?.words.hasSuffix("then: awsx login 'my dev'") == true)
        service.on { Self.reply() }
        #expect(try await credentials().accessKeyID == "NEW")
    }

    @Test func `A permission that is missing is no reason to sign in`() async throws {
        try open(endsIn: -1)
        service.on { throw ServiceError.signInRefusal("INSUFFICIENT_PERMISSIONS", 403) }
        let failure = try await failure()
        #expect(failure.status == .denied)
        #expect(failure.hint?.words.contains("signin:CreateOAuth2Token") == true)
    }

    @Test(arguments: [(500, .unavailable), (429, .temporary), (400, .failure)] as [(Int, Engine.ExitStatus)])
    func `A service in trouble is no reason to sign in`(status: Int, own: Engine.ExitStatus) async throws {
        try open(endsIn: -1)
        service.on {
            throw ServiceError(
                code: "X", message: "", httpStatus: status, operation: "CreateOAuth2Token", url: "https://x")
        }
        #expect(try await failure().status == own)
    }

    @Test func `Keys that still live are used with a warning when they can't be renewed`() async throws {
        try open(endsIn: 200)
        service.on { throw Failure.offline }
        #expect(try await credentials().accessKeyID == "AKID")
        service.on { throw ServiceError.signInRefusal("TOKEN_EXPIRED") }
        #expect(try await credentials().accessKeyID == "AKID")
        // The refusal is known by now.
        #expect(try await credentials().accessKeyID == "AKID")
        #expect(service.calls.count == 2)
        #expect(warnings.items.count == 3)
        #expect(warnings.items.allSatisfy { $0.hasSuffix("its current keys are still valid") })
    }

    @Test func `Keys that live too short for what was asked are not used`() async throws {
        try open(endsIn: 200)
        service.on { throw Failure.offline }
        #expect(try await failure(minimum: 250).status == .unavailable)
    }

    @Test func `What another tool renewed meanwhile is used after a refusal`() async throws {
        try open(endsIn: -1)
        service.on { [self] in
            try open(endsIn: 900, refreshToken: "THEIRS", key: "THEIRS", age: 0)
            throw ServiceError.signInRefusal("TOKEN_EXPIRED")
        }
        #expect(try await credentials().accessKeyID == "THEIRS")
    }

    @Test func `A full or closed disk is found out before the refresh token is spent`() async throws {
        try open(endsIn: -1)
        home.files.fail(.write, .noSpace, endingIn: ".probe")
        #expect(try await failure().code == .fileUnwritable)
        #expect(service.calls.isEmpty)
        try open(endsIn: 100)
        #expect(try await credentials().accessKeyID == "AKID")
    }

    @Test func `A renewal that can't be saved serves this process`() async throws {
        try open(endsIn: -1)
        home.files.fail(.write, .noSpace, endingIn: ".json")
        service.on { Self.reply() }
        #expect(try await credentials().accessKeyID == "NEW")
        #expect(warnings.items.count == 1)
    }

    @Test func `A key that can't be read needs a sign-in`() async throws {
        try open(endsIn: -1)
        service.on { throw Failure(.loginNeeded, "the dpopKey is no key") }
        #expect(try await failure().hint?.words == "awsx login 'my dev'")
    }
}
