import Foundation
import TestSupport
import Testing

/// Start URLs that are an organisation's own, and identifiers that nobody may fetch (<doc:EndpointsAndRegions>, Start
/// URLs).
@Suite(.serialized) struct OwnAddressTests {
    private static let portal = "https://ssoins-0123456789abcdef.portal.eu-west-1.app.aws"
    private static let issuer = "https://identitycenter.amazonaws.com/ssoins-0123456789abcdef"

    /// Lends a HOME and a sandbox with TLS that answers for one start URL, and the organisation's own address.
    private func with(
        startURL: String, _ body: (_ home: EndToEndHome, _ own: String) async throws -> Void
    ) async throws {
        let folder = try Workspace.shared.folder("state")
        let state = "\(folder)/state.json"
        try Data(#"{"startUrl":"\#(startURL)"}"#.utf8).write(to: URL(fileURLWithPath: state))
        try await EndToEndHome.with(["--tls", "--auto-approve", "visit", "--config", state], config: nil) {
            home, sandbox in
            try await body(home, sandbox.url.replacing("127.0.0.1", with: "localhost") + "/start")
        }
    }

    private func session(_ startURL: String, _ region: String) -> String {
        "[sso-session corp]\nsso_start_url = \(startURL)\nsso_region = \(region)\n"
            + "sso_registration_scopes = sso:account:access\n"
    }

    /// The token file of the session: named by it, and holding the address as configured.
    private func token(_ home: EndToEndHome) throws -> String {
        let files = try home.modes().keys.filter { $0.hasPrefix(".aws/sso/cache/") && $0.hasSuffix(".json") }
        let texts = try files.map { try home.read($0) }
        return try #require(texts.first { $0.contains("accessToken") })
    }

    @Test func `the wizard follows an own address to the portal, finds the region there and keeps what was typed`()
        async throws
    {
        try await with(startURL: Self.portal) { home, own in
            let made = try await home.awsx(
                "configure", "sso", "-p", "x", "--session", "corp", "--start-url", own, "--scopes",
                "sso:account:access", "--account", "dev", "--role", "ReadOnlyAccess")
            #expect(made.status == 0, "\(made)")
            #expect(home.configText.hasSuffix(session(own, "eu-west-1")), "\(home.configText)")
            #expect(try token(home).contains(#""startUrl": "\#(own)""#))
            let who = try await home.awsx("whoami", "x")
            #expect(who.status == 0 && who.output.contains("111111111111"), "\(who)")
            let other = try await home.awsx(
                "configure", "sso", "-p", "y", "--session", "other", "--start-url", own, "--sso-region", "us-east-1",
                "--scopes", "sso:account:access", "--account", "dev", "--role", "ReadOnlyAccess")
            expectFailure(other, 64, saying: "is in eu-west-1, not in us-east-1")
        }
    }

    @Test(arguments: [[], ["--use-device-code"]])
    func `login follows it, and mends a region that is another`(options: [String]) async throws {
        try await with(startURL: Self.portal) { home, own in
            for region in ["eu-west-1", "us-east-1"] {
                try home.write("# mine\n" + session(own, region), to: ".aws/config")
                let words = (["login", "--session", "corp", "--force"] + options).joined(separator: " ")
                let login = try await home.shell("exec awsx \(words)")
                #expect(login.status == 0, "\(login)")
                #expect(home.configText == "# mine\n" + session(own, "eu-west-1"), "\(login)")
                #expect(
                    login.error.contains("changed sso_region from us-east-1 to eu-west-1") == (region == "us-east-1"),
                    "\(login)")
                #expect(try token(home).contains(#""region": "eu-west-1""#))
            }
        }
    }

    @Test func `it is asked once, and a sign-in that begins by itself mends the region, too`() async throws {
        try await with(startURL: Self.portal) { home, own in
            let profile = "\n[profile x]\nsso_session = corp\nsso_account_id = 111111111111\nsso_role_name = "
            let text = session(own, "us-east-1") + profile + "ReadOnlyAccess\nregion = eu-west-1\n"
            for words in ["exec -p x -- sh -c 'echo as $AWSX_ACCOUNT_ID'", "whoami x", "token --session corp"] {
                try home.write(text, to: ".aws/config")
                _ = try await home.shell("rm -rf .aws/sso/cache .aws/cli/cache")
                let pty = try Pty(
                    "/bin/sh", ["-c", "exec awsx \(words)"], environment: home.environment, folder: home.path)
                defer { pty.end() }
                #expect(await pty.wait() == 0, "\(pty.text)")
                #expect(pty.text.contains("changed sso_region from us-east-1 to eu-west-1"), "\(pty.text)")
                #expect(home.configText == text.replacing("= us-east-1", with: "= eu-west-1"))
                #expect(try token(home).contains(#""region": "eu-west-1""#))
            }
            for options in [["--use-device-code"], []] {
                let words = (["login --session corp --force --verbose"] + options).joined(separator: " ")
                let login = try await home.shell("exec awsx \(words)")
                #expect(login.status == 0, "\(login)")
                #expect(login.error.components(separatedBy: "HEAD ").count == 2, "\(login)")
            }
        }
    }

    @Test func `an own address that leads elsewhere is refused`() async throws {
        try await with(startURL: "https://portal.example.com/start") { home, own in
            let made = try await home.awsx(
                "configure", "sso-session", "--session", "corp", "--start-url", own, "--sso-region", "us-east-1")
            expectFailure(made, 78, saying: "which is not an AWS access portal")
            #expect(home.configText.isEmpty)
            try home.write(session(own, "us-east-1"), to: ".aws/config")
            expectFailure(
                try await home.awsx("login", "--session", "corp"), 78, saying: "which is not an AWS access portal")
            try home.write(session(own + "/nowhere", "us-east-1"), to: ".aws/config")
            expectFailure(try await home.awsx("login", "--session", "corp"), 78, saying: "HTTP 404")
        }
    }

    @Test func `an issuer's URL is never fetched, and needs its region`() async throws {
        try await with(startURL: Self.issuer) { home, _ in
            let words = [
                "configure sso -p x --session corp --start-url \(Self.issuer) --scopes sso:account:access",
                "--account dev --role ReadOnlyAccess",
            ].joined(separator: " ")
            expectFailure(try await home.shell("exec awsx \(words)"), 64, saying: "--sso-region is required")
            let made = try await home.shell("exec awsx \(words) --sso-region eu-central-1")
            #expect(made.status == 0, "\(made)")
            #expect(home.configText.hasSuffix(session(Self.issuer, "eu-central-1")), "\(home.configText)")
            let login = try await home.awsx("login", "--session", "corp", "--force")
            #expect(login.status == 0, "\(login)")
        }
    }
}
