import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// The pages on other tools: each block does what it says, with stand-ins for the tools themselves.
@Suite(.timeLimit(.minutes(5))) struct ToolGuideTests {
    private static let pages = ["ContinuousIntegration", "Containers", "IDEs", "Make", "NPM", "Terraform"]
    private static let tools = ["docker", "tofu", "code", "idea", "npm", "cdk", "deploy", "audit", "report"]
    private static let webToken = "header.web.signature"

    /// A HOME with the profiles that the pages name, signed in.
    private func with(_ body: (EndToEndHome) async throws -> Void) async throws {
        var settings = SandboxSettings()
        settings.webIdentities = [SandboxSettings.WebIdentity(token: Self.webToken, subject: "runner")]
        settings.roles = [SandboxSettings.Role("arn:aws:iam::111111111111:role/deploy", webIdentities: ["runner"])]
        let session = "[sso-session corp]\nsso_start_url = https://sandbox.awsapps.com/start\nsso_region = us-east-1\n"
        func profile(_ name: String, _ account: String, _ role: String) -> String {
            "[profile \(name)]\nsso_session = corp\nsso_account_id = \(account)\nsso_role_name = \(role)\n"
                + "region = us-east-1\n"
        }
        let config =
            session + profile("dev", "111111111111", "AdministratorAccess")
            + ["prod-admin", "dns-admin", "logs-admin", "state-admin"].map {
                profile($0, "222222222222", "AdministratorAccess")
            }.joined() + profile("prod-read", "222222222222", "ReadOnlyAccess")
        try await EndToEndHome.with(["--auto-approve", "always"], state: settings.state, config: config) { home, _ in
            #expect(try await home.awsx("login", "--session", "corp").status == 0)
            for tool in Self.tools {
                // Who is called from the home folder is in it.
                try home.write(
                    "#!/bin/sh\nprintf '%s\\n' \"${0##*/} $*\" >>'\(home.path)/called'\n", to: "bin/\(tool)",
                    mode: 0o755)
                try FileManager.default.createSymbolicLink(
                    atPath: "\(home.path)/\(tool)", withDestinationPath: "bin/\(tool)")
            }
            try home.write("services:\n  app:\n    image: example\n", to: "compose.yaml")
            try home.write(Self.webToken, to: "token")
            try home.write("", to: "site/index.html")
            try await body(home)
        }
    }

    /// Settings that a page shows, as they are here.
    private func settings(_ block: GuidePage.Block, in home: EndToEndHome) throws -> String {
        block.text.replacingOccurrences(of: "/var/run/secrets/token", with: "\(home.path)/token")
            .replacingOccurrences(of: "/home/me/.local/bin/awsx", with: try InstallPrefix.shared.get().awsx)
    }

    @Test(arguments: pages)
    func `every block of a page does what it says`(page: String) async throws {
        try await with { home in
            let path = try #require(home.environment["PATH"])
            // The path of a socket has little room.
            let runtime = try TemporaryFolder("awsx-guide")
            func run(_ script: String) async throws {
                let outcome = try await home.shell(
                    "set -eu\n\(script)",
                    setting: ["PATH": "\(home.path)/bin:\(path)", "XDG_RUNTIME_DIR": runtime.path],
                    limit: .seconds(120))
                #expect(outcome.status == 0, "\(script)\n\(outcome)")
            }
            let blocks = try GuidePage.blocks(of: "\(GuidePage.folder)/\(page).md")
            #expect(!blocks.isEmpty)
            // A profile may be shown below the command that takes it.
            for block in blocks where block.language.isEmpty && block.text.hasPrefix("[profile ") {
                try home.configure(try settings(block, in: home))
            }
            for block in blocks {
                switch block.language {
                case "sh": try await run(block.text)
                case "make":
                    try home.write(block.text, to: "Makefile")
                    try home.write("#!/bin/sh\nexit 0\n", to: "bin/aws", mode: 0o755)
                    try await run("make deploy logs")
                case "json":
                    let scripts = try #require(JSON(Array(block.text.utf8))?["scripts"]?.members, "\(block.text)")
                    for script in scripts { try await run(try #require(script.value.string)) }
                case "" where block.text.hasPrefix("[profile "):
                    let name = try #require(block.text.firstMatch(of: #/^\[profile (.*)\]/#)).output.1
                    try await run("awsx exec -p \(name) --no-login -- true")
                case "" where block.text.hasPrefix("[rule "):
                    try home.write(block.text, to: ".config/awsx/config")
                    let refused = try await home.shell("PATH=bin:$PATH awsx exec -p prod-admin -- tofu apply")
                    #expect(refused.status == 77, "nobody is there to confirm: \(refused)")
                // The language of the tool's own.
                case "hcl": continue
                default: Issue.record("nothing runs a block of \(block.language): \(block.text)")
                }
            }
            #expect(home.list(".").contains("called"), "a tool was started")
        }
    }
}
