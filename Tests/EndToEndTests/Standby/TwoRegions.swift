import Engine
import TestSupport
import Testing

/// One Identity Center in two Regions, each with a server, tokens and a log of its own, and a HOME in which the second
/// stands by for the first.
struct TwoRegions: Sendable {
    let home: EndToEndHome
    let first: SandboxProcess
    let second: SandboxProcess

    static let secondTokenFile = ".aws/sso/cache/d8b69422c76a87e05de97fc5f9f87f13cb910b83.json"
    /// What would hold the keys of dev-ReadOnlyAccess under the second session's name.
    static let secondRoleFile = ".aws/cli/cache/21623323180ec5f913a3047a31c90d7180c765c6.json"
    static let secondStartURL = "https://ssoins-0123456789abcdef.eu-west-1.portal.amazonaws.com"
    static let own = """
        [session sandbox]
        standby = sandbox-eu-west-1
        services = east

        [session sandbox-eu-west-1]
        services = west

        """

    static func with(own: String = own, _ body: (TwoRegions) async throws -> Void) async throws {
        let state = #"{"region": "eu-west-1", "startUrl": "\#(secondStartURL)"}"#
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, first in
            try await SandboxProcess.with(["--auto-approve", "visit"], state: state) { second in
                let regions = TwoRegions(home: home, first: first, second: second)
                try regions.configure(first: first.url, second: second.url, own: own)
                try await body(regions)
            }
        }
    }

    /// Writes both configs.
    ///
    /// - Parameter first: where the first Region is looked for.
    func configure(first: String, second: String, own: String = own) throws {
        func services(_ name: String, _ url: String) -> String {
            "[services \(name)]\nsso =\n  endpoint_url = \(url)\nsso_oidc =\n  endpoint_url = \(url)\n\n"
        }
        let session =
            "[sso-session sandbox-eu-west-1]\nsso_start_url = \(Self.secondStartURL)\nsso_region = eu-west-1\n"
            + "sso_registration_scopes = sso:account:access\n\n"
        try home.write(
            EndToEndHome.config + session + services("east", first) + services("west", second), to: ".aws/config")
        try home.write(own, to: ".config/awsx/config")
    }

    func signInToSecond() async throws { try await home.signIn("--session", "sandbox-eu-west-1") }

    /// Whatever in a session's token file must not be shown to another Region.
    func secrets(_ file: String) -> Set<String> {
        guard let json = try? home.json(file) else { return [] }
        return Set(["accessToken", "refreshToken", "clientSecret"].compactMap { json[$0]?.string })
    }

    /// The Regions' secrets as they are now and were before.
    struct Secrets: Sendable {
        var first: Set<String> = []
        var second: Set<String> = []
    }

    func note(_ secrets: inout Secrets) {
        secrets.first.formUnion(self.secrets(EndToEndHome.tokenFile))
        secrets.second.formUnion(self.secrets(Self.secondTokenFile))
    }

    /// Looks at every request that arrived anywhere: none holds a secret of the other Region, and whoever was asked with a
    /// token was asked with its own.
    func expectNothingCrossed(
        _ secrets: Secrets, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws {
        for (server, own, foreign) in [(first, secrets.first, secrets.second), (second, secrets.second, secrets.first)]
        {
            for request in try server.requests() {
                let text = request.serialized(.minified)
                for secret in foreign {
                    #expect(
                        !text.contains(secret), "\(request["target"]?.string ?? "")", sourceLocation: sourceLocation)
                }
                guard request["target"]?.string?.hasPrefix("/federation/") == true else { continue }
                #expect(own.contains { text.contains($0) }, "\(text)", sourceLocation: sourceLocation)
            }
        }
    }

    /// Forgets what was asked so far.
    func forgetRequests() throws {
        try first.resetCounts()
        try second.resetCounts()
    }

    /// Whose server issued a key.
    func issuer(of accessKeyID: String) throws -> String {
        for (name, server) in [("first", first), ("second", second)]
        where try server.keys().contains(where: { $0["accessKeyId"]?.string == accessKeyID }) {
            return name
        }
        return "nobody"
    }

    /// Runs a command as a profile that prints its key, and tells who issued that.
    func exec(
        _ profile: String = "dev-ReadOnlyAccess", setting variables: KeyValuePairs<String, String?> = [:]
    ) async throws -> (run: ProgramOutcome, issuer: String) {
        let run = try await home.awsx(
            "exec", "-p", profile, "--", "sh", "-c", "printf %s $AWS_ACCESS_KEY_ID", setting: variables)
        return (run, try issuer(of: run.output))
    }
}
