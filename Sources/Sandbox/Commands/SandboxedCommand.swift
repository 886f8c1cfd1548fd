import SystemKit

/// A server, a HOME wired to it, and a command there: what `run` and `shell` share.
struct SandboxedCommand: Sendable {
    let state: SandboxConfiguration
    private let options: ServerOptions
    private let home: String?
    /// The region of a second server; nil for none.
    private let standby: String?

    init(options: ServerOptions, home: String?, standby: String? = nil) throws {
        state = try options.state()
        self.options = options
        self.home = home
        self.standby = standby
    }

    /// What a command may be told about where it runs.
    struct Scene: Sendable {
        let url: String
        let home: String
        let environment: Environment
        /// awsx, if it is here.
        let awsx: String?
    }

    /// Runs the command that `words` names and returns its exit status. Everything made for it is gone afterwards.
    func run(_ words: @escaping @Sendable (Scene) -> [[UInt8]]) async throws -> Int32 {
        // Before anything is made, so that no signal leaves anything behind.
        let signals = await EndingSignal.trap(EndingSignal.allCases)
        let outer = Environment.current()
        let folder = try TemporaryFolder(parent: outer.text("TMPDIR") ?? "/tmp", randomness: .system)
        defer { folder.remove() }
        let server = try options.server(state, folder: "\(folder.path)/tls")
        let given = try home.map(Self.kept)
        let state = state
        @Sendable func command(_ address: SandboxServer.Address, standby: StandbyRegion?) async throws -> Int32 {
            let home = try SandboxHome(
                folder: folder, given: given, state: state, url: address.url, standby: standby,
                login: server.server.beginLogin(ProviderProfiles.loginSession))
            var environment = SandboxEnvironment(
                home: home.home,
                server: address,
                dataPath: home.dataPath,
                browser: state.autoApprove == .off ? nil : ExecutablePath.current()
            ).applied(to: outer)
            if let standby { environment.set("AWSX_SANDBOX_STANDBY_URL", standby.url) }
            let scene = Scene(url: address.url, home: home.home, environment: environment, awsx: Self.awsx(outer))
            return try await ForegroundCommand(words: words(scene), environment: environment).run(passingOn: signals)
        }
        let options = options
        let region = standby
        return try await server.run { address in
            guard let region else { return try await command(address, standby: nil) }
            let second = options.server(state.standing(by: region), beside: server)
            return try await second.run { other in
                try await command(address, standby: StandbyRegion(region: region, url: other.url))
            }
        }
    }

    /// Who started us, else the one in `PATH`, else the one beside this program.
    private static func awsx(_ outer: Environment) -> String? {
        let beside = ExecutablePath.current().map { "\($0.dropLast("awsx-sandbox".count))awsx" }
        for candidate in [outer.text("AWSX_BIN"), "awsx", beside] {
            if let candidate, case .found(let path) = ProgramSearch.find(candidate, path: outer["PATH"]) { return path }
        }
        return nil
    }

    private static func kept(_ home: String) throws -> String {
        try LocalFiles().createFolder(home, mode: 0o700)
        return realPath(home) ?? home
    }
}
