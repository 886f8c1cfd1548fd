package import Engine
package import SystemKit

/// A user's home in a temporary folder, with a clock in the test's hand: what most tests of the engine begin with.
///
/// A test suite keeps it as a property, so that the folder outlives every task of the test.
package final class TestHome: Sendable {
    package let folder: TemporaryFolder
    package let clock: ManualClock
    package let files: FaultyFiles
    /// What a command says.
    package let said = RecordedStreams()

    package init(now: String = "2026-11-21T00:00:00Z") throws(SystemFailure) {
        folder = try TemporaryFolder()
        clock = ManualClock(now)
        files = FaultyFiles()
    }

    package var path: String { folder.path }

    package var folders: CacheFolders { CacheFolders(home: path) }
    package var store: TokenStore { TokenStore(files: files, folders: folders) }
    package var cache: RoleCredentialCache { RoleCredentialCache(files: files, folders: folders) }
    package var state: StateFolder { StateFolder(path: "\(path)/.local/state/awsx") }

    /// Time moves when something sleeps.
    package func context(_ variables: KeyValuePairs<String, String> = [:], seed: UInt64 = 1) -> RuntimeContext {
        RuntimeContext.unprepared.with(
            environment: Environment(variables), clock: clock.clock, files: files, random: .seeded(seed), home: path,
            streams: said.streams, siteConfig: SiteConfigFile(path: "\(path)/etc/awsx/config", owner: effectiveUserID),
            currentFolder: { [path] in path })
    }

    /// Time stands still and sleepers really wait.
    package func contendedContext(seed: UInt64 = 1) -> RuntimeContext {
        context(seed: seed).with(clock: clock.standingClock)
    }

    /// Parses texts as the two shared files of this home, at their usual paths.
    package func config(_ config: String, credentials: String? = nil) throws -> SharedConfig {
        try SharedConfig.parse(
            config: Array(config.utf8), credentials: credentials.map { Array($0.utf8) },
            paths: ConfigPaths(config: "~/.aws/config", credentials: "~/.aws/credentials"))
    }

    /// An instant so many seconds from the present one.
    package func later(_ seconds: Int64) -> Instant { clock.now.advanced(bySeconds: seconds) }
}

extension TestHome {
    /// Writes a token file as the AWS CLI would, an hour ago unless told otherwise.
    package func sign(
        in session: SSOSession, token: String = "AT-OLD", endsIn seconds: Int64 = 3600,
        refreshToken: String? = "RT-OLD",
        registrationEndsIn registration: Int64? = 86_400, age: Int64 = 3600
    ) throws {
        let token = Token(
            startURL: session.startURL, region: session.region, accessToken: Secret(token), expiresAt: later(seconds),
            clientID: "CID", clientSecret: Secret("CS"), registrationExpiresAt: registration.map(later),
            refreshToken: refreshToken.map(Secret.init))
        let name = ".aws/sso/cache/\(CacheKey.token(session)).json"
        try folder.put(token.fileText, at: name)
        folder.setAge(later(-age), of: name)
    }

    /// The text of a session's token file.
    package func tokenText(_ session: SSOSession) throws -> String? {
        try folder.text(".aws/sso/cache/\(CacheKey.token(session)).json")
    }

    /// The text of a role's cache file.
    package func roleText(_ role: SSORole) throws -> String? {
        try folder.text(".aws/cli/cache/\(CacheKey.roleCredentials(role)).json")
    }
}

extension SSOSession {
    /// The session of most tests.
    package static let corp = SSOSession(
        name: "corp", startURL: "https://corp.awsapps.com/start", region: "eu-west-1", scopes: ["sso:account:access"],
        location: .file("~/.aws/config", line: 1))
    /// A legacy profile's Identity Center.
    package static let legacy = SSOSession(
        name: nil, startURL: "https://old.awsapps.com/start", region: "us-east-1", scopes: nil,
        location: .file("~/.aws/config", line: 9))
}

extension SSORole {
    package static let admin = SSORole(session: .corp, accountID: "111111111111", roleName: "Admin")
}
