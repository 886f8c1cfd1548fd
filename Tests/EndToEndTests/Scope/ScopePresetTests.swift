import Engine
import TestSupport
import Testing

/// boto3 with the keys of each preset, on profiles of three kinds: one call passes and one is refused.
@Suite(.serialized) struct ScopePresetTests {
    private static let login = "arn:aws:iam::111111111111:user/bob"
    private static let config =
        EndToEndHome.config + """
            [profile deploy]
            role_arn = arn:aws:iam::222222222222:role/Deploy
            source_profile = dev-AdministratorAccess
            region = us-east-1

            [profile chain]
            role_arn = arn:aws:iam::222222222222:role/Second
            source_profile = deploy
            region = us-east-1

            [profile web]
            login_session = \(login)
            region = us-east-1

            """

    /// A profile, and a bucket of its account.
    @Test(arguments: [("dev-AdministratorAccess", "sandbox-dev"), ("chain", "sandbox-prod"), ("web", "sandbox-dev")])
    func `each preset lets one call through and refuses another`(profile: String, bucket: String) async throws {
        var settings = SandboxSettings()
        settings.roles = [
            SandboxSettings.Role("arn:aws:iam::222222222222:role/Deploy"),
            SandboxSettings.Role("arn:aws:iam::222222222222:role/Second"),
        ]
        try await EndToEndHome.with(
            ["--auto-approve", "visit"], state: settings.state, config: Self.config
        ) { home, sandbox in
            try await home.signIn()
            _ = try home.login(Self.login, with: sandbox, secondsLeft: 900)
            let outcome = try await home.run(
                try await Boto3Python.path(), "\(Workspace.root)/Tests/EndToEndTests/Scope/program/presets.py",
                "awsx", profile, bucket, setting: ["AWS_ENDPOINT_URL": sandbox.url, "AWS_MAX_ATTEMPTS": "1"],
                limit: .seconds(300))
            #expect(outcome.status == 0, "\(outcome)")
            let lines = outcome.output.split(separator: "\n").map(String.init)
            #expect(lines.filter { !$0.hasSuffix(" passes") } == [])
            // Every preset was there: those of awsx's own list.
            let names = Set(lines.compactMap { $0.split(separator: " ").first.map(String.init) })
            let listed = try await home.awsx("scope", "list", "--json").json?["scopes"]?.array ?? []
            #expect(names == Set(listed.compactMap { $0["name"]?.string }))
        }
    }
}
