import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct CredentialValidityReaderTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func ends(of source: CredentialOrigin) throws -> Expirations {
        var files = CredentialValidityReader(home.context())
        return try files.ends(of: source)
    }

    private func state(of source: CredentialOrigin, in seconds: Int64 = 0) throws -> String {
        try ends(of: source).state(at: home.later(seconds)).word
    }

    // MARK: Sessions

    /// Seconds that credentials and token have left (nil: none), whether the token can be renewed, and the state's word
    /// and remaining seconds.
    @Test(
        arguments: [
            (3600, 1800, true, "valid", 3600), (3600, nil, false, "valid", 3600), (1, -1, false, "valid", 1),
            (nil, 1800, false, "valid", 1800), (nil, 1800, true, "valid", 1800), (0, 1800, false, "renewable", nil),
            (-5, 1800, true, "renewable", nil), (-5, -5, true, "renewable", nil), (nil, -5, true, "renewable", nil),
            (nil, 0, true, "renewable", nil), (-5, -5, false, "login-needed", nil),
            (nil, 0, false, "login-needed", nil),
            (nil, nil, false, "login-needed", nil), (-5, nil, false, "login-needed", nil),
        ] as [(Int64?, Int64?, Bool, String, Int64?)])
    func `Three states, from files alone`(
        keys: Int64?, token: Int64?, renewable: Bool, word: String, left: Int64?
    ) throws {
        if let keys { try home.cache.save(.of("ASIA", endsAt: home.later(keys)), for: .admin) }
        if let token { try home.sign(in: .corp, endsIn: token, refreshToken: renewable ? "RT" : nil) }
        let ends = try ends(of: .sso(.admin))
        let state = ends.state(at: home.clock.now)
        #expect(state.word == word)
        if case .valid(let end) = state { #expect(end.seconds(since: home.clock.now) == left) }
        #expect(ends.credentials == keys.map(home.later))
        #expect(ends.token == token.map(home.later))
        #expect(ends.isRenewable(at: home.clock.now) == renewable)
    }

    @Test func `A registration that is over can't renew, a legacy token never can`() throws {
        try home.sign(in: .corp, endsIn: -1, registrationEndsIn: 0)
        try home.sign(in: .legacy, endsIn: -1)
        #expect(try state(of: .sso(.admin)) == "login-needed")
        #expect(
            try state(of: .sso(SSORole(session: .legacy, accountID: "111111111111", roleName: "Admin")))
                == "login-needed")
    }

    @Test func `A token that AWS takes no more needs a login before its end`() throws {
        try home.sign(in: .corp)
        #expect(try state(of: .sso(.admin)) == "valid")
        RevokedToken(files: home.files, path: home.folders.revokedAccess(.corp))
            .note(Secret("AT-OLD"), reason: "UnauthorizedException", at: home.later(-9000))
        #expect(try state(of: .sso(.admin)) == "login-needed")
    }

    @Test func `A session's token is read once for all its roles`() throws {
        try home.sign(in: .corp)
        var files = CredentialValidityReader(home.context())
        #expect(try files.ends(of: .sso(.admin)).token != nil)
        try home.store.removeToken(.corp)
        let other = CredentialOrigin.sso(SSORole(session: .corp, accountID: "222222222222", roleName: "Admin"))
        #expect(try files.ends(of: other).token != nil)
        #expect(try ends(of: other).token == nil)
    }

    @Test func `Of many roles without credentials the folder is read once`() throws {
        func role(_ number: Int) -> SSORole {
            SSORole(session: .corp, accountID: "222222222222", roleName: "Role\(number)")
        }
        try home.sign(in: .corp)
        try home.cache.save(.of("ASIA", endsAt: home.later(60)), for: role(100))
        var files = CredentialValidityReader(home.context())
        for number in 0..<40 { #expect(try files.ends(of: .sso(role(number))).credentials == nil) }
        #expect(try files.ends(of: .sso(role(100))).credentials == home.later(60))
        try home.cache.save(.of("ASIA", endsAt: home.later(60)), for: role(101))
        #expect(try files.ends(of: .sso(role(101))).credentials == nil)
        #expect(try ends(of: .sso(role(101))).credentials == home.later(60))
    }

    @Test func `A folder that is missing holds nothing for many roles either`() throws {
        var files = CredentialValidityReader(home.context())
        for number in 0..<40 {
            let role = SSORole(session: .corp, accountID: "222222222222", roleName: "Role\(number)")
            #expect(try files.ends(of: .sso(role)).credentials == nil)
        }
    }

    // MARK: Keys, and what nobody keeps

    @Test func `Keys without an end are permanent, and keys with one end, without a home folder, too`() throws {
        let location = SourceLocation.file("~/.aws/credentials", line: 2)
        let homeless = RuntimeContext.unprepared.with(
            environment: Environment(), clock: home.clock.clock, files: home.files, random: .seeded(1), home: nil)
        for (end, word) in [(nil, "permanent"), (5, "valid"), (0, "login-needed")] as [(Int64?, String)] {
            let keys = Credentials.of("AKIA", endsAt: end.map(home.later))
            for source in [
                CredentialOrigin.environment(keys), .credentialsFile(keys, location), .configFile(keys, location),
            ] {
                var files = CredentialValidityReader(homeless)
                let ends = try files.ends(of: source)
                #expect(ends.state(at: home.clock.now).word == word)
                #expect(ends.token == nil)
            }
        }
        var files = CredentialValidityReader(homeless)
        #expect(throws: Failure.self) { try files.ends(of: .sso(.admin)) }
    }

    @Test func `Programs, containers and machines are asked when used`() throws {
        let container = try #require(ContainerSettings(Environment(["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"])))
        let machine = try #require(
            InstanceMetadataSettings(Environment(), profile: nil, otherwise: Failure(.noCredentials, "none")))
        let process = ProcessSettings(
            profile: "p", command: Setting(value: "/bin/false", location: .file("~/.aws/config", line: 2)))
        for source in [CredentialOrigin.container(container), .instanceMetadata(machine), .process(process)] {
            #expect(try state(of: source) == "asked-when-used")
        }
    }

    // MARK: Login sessions

    private static let bob = CredentialOrigin.loginSession(
        LoginSessionSettings(
            profile: "my dev",
            session: Setting(value: "arn:aws:iam::123456789012:user/bob", location: .file("~/.aws/config", line: 5))))

    private func putLogin(endsIn seconds: Int64, folder: String = ".aws/login/cache") throws {
        try home.folder.put(
            LoginSession.fileText(endsAt: home.later(seconds).iso8601), at: "\(folder)/\(LoginSession.bob.key).json")
    }

    @Test func `A login session is valid until its keys end, then renewable`() throws {
        try putLogin(endsIn: 600)
        let ends = try ends(of: Self.bob)
        #expect(ends.state(at: home.clock.now) == .valid(until: home.later(600)))
        #expect(ends.state(at: home.later(600)) == .renewable)
        #expect(ends.credentials == home.later(600))
        #expect(ends.token == nil)
    }

    @Test func `One whose refresh token was refused is over with its keys, however long ago that was`() throws {
        try putLogin(endsIn: 600)
        LoginSessionStore(files: home.files, folder: home.folders.login).revokedRefresh(.bob)
            .note(Secret("REFRESH"), reason: "TOKEN_EXPIRED", at: home.later(-9000))
        #expect(try state(of: Self.bob) == "valid")
        #expect(try state(of: Self.bob, in: 600) == "login-needed")
        #expect(try !ends(of: Self.bob).isRenewable(at: home.clock.now))
    }

    @Test(arguments: [nil, "", "{", "[]", "{}"] as [String?])
    func `One that is not there, or can't be read, needs a login`(text: String?) throws {
        if let text { try home.folder.put(text, at: ".aws/login/cache/\(LoginSession.bob.key).json") }
        #expect(try state(of: Self.bob) == "login-needed")
        var files = CredentialValidityReader(home.context())
        #expect(files.login(for: Self.bob, profile: "my dev")?.words == "awsx login 'my dev'")
    }

    @Test func `Its folder is where the variable says`() throws {
        try putLogin(endsIn: 600, folder: "elsewhere")
        var files = CredentialValidityReader(home.context(["AWS_LOGIN_CACHE_DIRECTORY": "\(home.path)/elsewhere"]))
        #expect(try files.ends(of: Self.bob).state(at: home.clock.now).word == "valid")
        #expect(try state(of: Self.bob) == "login-needed")
    }
}
