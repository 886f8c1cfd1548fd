import Foundation
package import SystemKit

/// A throw-away HOME in which awsx, the AWS CLI and boto3 see a sandbox and nothing of this machine's own AWS.
package struct EndToEndHome: Sendable {
    package let path: String
    package let environment: SystemKit.Environment
    private let prefix: InstallPrefix

    /// The accounts and roles that a sandbox has without further words.
    package static let pairs = [
        ("dev", "111111111111", "AdministratorAccess"), ("dev", "111111111111", "ReadOnlyAccess"),
        ("prod", "222222222222", "AdministratorAccess"), ("prod", "222222222222", "ReadOnlyAccess"),
        ("000000000333", "000000000333", "Auditor"),
    ]

    /// The config that `awsx-sandbox run` writes: one session, a profile for each pair, `legacy` and `default`.
    package static let config: String = {
        func role(_ account: String, _ role: String) -> String {
            "sso_account_id = \(account)\nsso_role_name = \(role)\nregion = us-east-1\n\n"
        }
        let session = "sso_session = sandbox\n"
        let location = "sso_start_url = https://sandbox.awsapps.com/start\nsso_region = us-east-1\n"
        return "[sso-session sandbox]\n\(location)sso_registration_scopes = sso:account:access\n\n"
            + "[default]\n\(session)\(role(pairs[0].1, pairs[0].2))"
            + pairs.map { "[profile \($0.0)-\($0.2)]\n\(session)\(role($0.1, $0.2))" }.joined()
            + "[profile legacy]\n\(location)\(role(pairs[0].1, pairs[0].2))"
    }()

    /// Makes a HOME.
    ///
    /// - Parameters:
    ///   - sandbox: whose addresses the environment holds; nil for ports where nobody listens.
    ///   - config: `~/.aws/config`; nil for none.
    package init(_ sandbox: SandboxProcess? = nil, config: String? = config, prefix: InstallPrefix? = nil) throws {
        self.prefix = try prefix ?? InstallPrefix.shared.get()
        path = try Workspace.shared.folder("home")
        // Port 9, discard: nobody answers there.
        let url = sandbox?.url ?? "http://127.0.0.1:9"
        var environment = Program.environment(home: path)
        environment.set("PATH", "\(self.prefix.path)/bin:\(Program.systemPath)")
        environment.set("XDG_CONFIG_HOME", "\(path)/.config")
        environment.set("XDG_STATE_HOME", "\(path)/.local/state")
        environment.set("XDG_DATA_HOME", "\(path)/.local/share")
        environment.set("XDG_RUNTIME_DIR", "\(path)/.run")
        // Times for people are in local time.
        environment.set("TZ", "UTC")
        environment.set("TMPDIR", "\(path)/.tmp")
        for service in ["SSO", "SSO_OIDC", "STS", "SIGNIN", "ECR", "ECR_PUBLIC", "EKS"] {
            environment.set("AWS_ENDPOINT_URL_\(service)", url)
        }
        environment.set("AWSX_SANDBOX_URL", url)
        environment.set("AWS_DATA_PATH", "\(path)/.models")
        environment.set("AWS_EC2_METADATA_DISABLED", "true")
        environment.set("AWS_EC2_METADATA_SERVICE_ENDPOINT", "\(url)/")
        environment.set("BROWSER", "\(self.prefix.sandbox) browser %s")
        if let authority = sandbox?.certificateAuthority { environment.set("AWS_CA_BUNDLE", authority) }
        self.environment = environment
        for folder in [".aws", ".run", ".tmp"] { try makeFolder(folder) }
        if let config { try write(config, to: ".aws/config") }
        try writeEndpointRules(url)
    }

    /// Lends a sandbox and a HOME wired to it to a body.
    package static func with<Result>(
        _ options: [String] = [], state: String? = nil, config: String? = config, prefix: InstallPrefix? = nil,
        _ body: (EndToEndHome, SandboxProcess) async throws -> Result
    ) async throws -> Result {
        try await SandboxProcess.with(options, state: state) { sandbox in
            let home = try EndToEndHome(sandbox, config: config, prefix: prefix)
            defer { home.remove() }
            return try await body(home, sandbox)
        }
    }

    package func remove() { Workspace.shared.remove(path) }

    /// Runs awsx here, without a terminal.
    package func awsx(
        _ words: String..., setting variables: KeyValuePairs<String, String?> = [:], input: String? = nil,
        limit: Duration = .seconds(60)
    ) async throws -> ProgramOutcome {
        try await Program.run(
            prefix.awsx, words, environment: environment.setting(variables), input: input, folder: path, limit: limit)
    }

    /// Runs any program here, found as a shell would.
    package func run(
        _ words: String..., setting variables: KeyValuePairs<String, String?> = [:], limit: Duration = .seconds(60)
    ) async throws -> ProgramOutcome {
        let environment = environment.setting(variables)
        guard case .found(let program) = ProgramSearch.find(words[0], path: environment["PATH"]) else {
            throw Workspace.Broken("\(words[0]) is not installed, and the test needs it")
        }
        return try await Program.run(
            program, Array(words.dropFirst()), environment: environment, folder: path, limit: limit)
    }

    /// Runs a script of the POSIX shell here; `awsx` is in its PATH.
    package func shell(
        _ script: String, setting variables: KeyValuePairs<String, String?> = [:], limit: Duration = .seconds(60)
    ) async throws -> ProgramOutcome {
        try await Program.run(
            "/bin/sh", ["-c", script], environment: environment.setting(variables), folder: path, limit: limit)
    }

    /// Starts awsx on a terminal.
    package func terminal(
        _ words: String..., setting variables: KeyValuePairs<String, String?> = [:]
    ) throws -> Pty {
        try Pty(prefix.awsx, words, environment: environment.setting(variables), folder: path)
    }
}
