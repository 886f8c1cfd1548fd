import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// Scoped runs, end to end: the real programs against a sandbox that enforces policies.
@Suite(.serialized) struct ScopedRunTests {
    private static let deploy = "arn:aws:iam::222222222222:role/Deploy"
    private static let admin = "dev-AdministratorAccess"

    /// The usual profiles, and a role that one of them assumes.
    private static let config =
        EndToEndHome.config
        + "[profile chained]\nrole_arn = \(deploy)\nsource_profile = prod-AdministratorAccess\nregion = us-east-1\n"

    private func signedIn(
        _ state: String? = nil, config: String = config, _ body: (EndToEndHome, SandboxProcess) async throws -> Void
    ) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], state: state, config: config) { home, sandbox in
            let login = try await home.awsx("login")
            #expect(login.status == 0, "\(login)")
            try await body(home, sandbox)
        }
    }

    /// Runs the AWS CLI under a scope, or without one.
    private func aws(
        _ home: EndToEndHome, _ profile: String, scope: String?, _ words: [String]
    ) async throws -> ProgramOutcome {
        let options = scope.map { ["--scope", $0] } ?? []
        let url = try #require(home.environment["AWSX_SANDBOX_URL"])
        return try await Program.run(
            try InstallPrefix.shared.get().awsx,
            ["exec", "-p", profile] + options + ["--", "/usr/bin/aws", "--endpoint-url", url] + words,
            environment: home.environment, folder: home.path, limit: .seconds(90))
    }

    @Test func `aws s3 cp reads under read, and writes only without it`() async throws {
        try await signedIn { home, _ in
            try home.write("new", to: "new.txt")
            let read = try await aws(
                home, Self.admin, scope: "read", ["s3", "cp", "s3://sandbox-dev/hello.txt", "got.txt"])
            #expect(read.status == 0, "\(read)")
            let refused = try await aws(
                home, Self.admin, scope: "read", ["s3", "cp", "new.txt", "s3://sandbox-dev/new.txt"])
            #expect(refused.status != 0 && refused.error.contains("AccessDenied"), "\(refused)")
            let allowed = try await aws(
                home, Self.admin, scope: nil, ["s3", "cp", "new.txt", "s3://sandbox-dev/new.txt"])
            #expect(allowed.status == 0, "\(allowed)")
        }
    }

    /// A scope, a call that it lets through, and one that it doesn't.
    @Test(arguments: [Self.admin, "chained"])
    func `every scope lets through what it says, and nothing else`(profile: String) async throws {
        let bucket = profile == Self.admin ? "sandbox-dev" : "sandbox-prod"
        let list = ["s3api", "list-objects-v2", "--bucket", bucket]
        let get = ["s3api", "get-object", "--bucket", bucket, "--key", "hello.txt", "/dev/null"]
        let put = ["s3api", "put-object", "--bucket", bucket, "--key", "x"]
        let password = ["ecr", "get-authorization-token"]
        try await signedIn { home, _ in
            for (scope, passes, refused) in [
                ("read", get, put), ("read-strict", get, put), ("view", list, get), ("guard", put, nil),
                ("s3:read", get, put), ("s3:view", list, get), ("ecr:read", password, get), ("read", list, password),
                ("logs:read", nil, list),
            ] as [(String, [String]?, [String]?)] {
                if let passes {
                    let run = try await aws(home, profile, scope: scope, passes)
                    #expect(run.status == 0, "\(scope): \(passes) \(run)")
                }
                if let refused {
                    let run = try await aws(home, profile, scope: scope, refused)
                    #expect(run.status != 0 && run.error.contains("AccessDenied"), "\(scope): \(refused) \(run)")
                }
            }
        }
    }

    @Test func `a second scoped run asks nobody, and what it has is narrow`() async throws {
        try await signedIn { home, sandbox in
            func key(_ words: String...) async throws -> String {
                let run = try await Program.run(
                    try InstallPrefix.shared.get().awsx, ["credential-process", Self.admin] + words,
                    environment: home.environment, folder: home.path)
                #expect(run.status == 0, "\(run)")
                return try #require(run.json?["AccessKeyId"]?.string)
            }
            let whole = try await key()
            let narrow = try await key("--scope", "read")
            #expect(whole != narrow)
            let counts = try await sandbox.counting {
                #expect(try await key("--scope", "read") == narrow)
                #expect(try await key("--scope=read,read") == narrow)
                let env = try await home.awsx("env", Self.admin, "--scope", "read", "--format", "json")
                #expect(env.json?["AWS_ACCESS_KEY_ID"]?.string == narrow, "\(env)")
                #expect(env.json?["AWSX_SCOPE"]?.string == "read")
                let exec = try await home.awsx(
                    "exec", "-p", Self.admin, "--scope", "read", "--", "sh", "-c", "echo $AWS_ACCESS_KEY_ID $AWSX_SCOPE"
                )
                #expect(exec.output == "\(narrow) read\n", "\(exec)")
                #expect(try await key() == whole)
            }
            #expect(counts == [:])
            // Each line of the log names the run that AWS's record names, which is the one that asked.
            let events = try sandbox.events().filter { $0["eventName"]?.string == "GetScopedCredentials" }
            let text = try #require(events.first?["requestParameters"]?["scopedSessionDescription"]?.string)
            let asked = text.split(separator: " ").dropFirst().first.map(String.init)
            let lines = try await home.awsx("log", "--json").output.split(separator: "\n").compactMap {
                JSON(Array($0.utf8))
            }
            let narrowed = lines.filter { $0["scopes"]?.array?.isEmpty == false }
            #expect(events.count == 1 && narrowed.count == 5 && lines.count == 7)
            #expect(narrowed.allSatisfy { $0["runId"]?.string == asked }, "\(text) \(narrowed)")
            // A sign-out ends what was narrowed of it as well.
            let logout = try await home.awsx("logout")
            #expect(logout.status == 0, "\(logout)")
            let after = try await home.awsx("credential-process", Self.admin, "--scope", "read")
            #expect(after.status == 79, "\(after)")
        }
    }

    @Test func `AWS's record names the run, the scope and the profile, and no word of the command`() async throws {
        try await signedIn { home, sandbox in
            let run = try await home.awsx(
                "exec", "-p", Self.admin, "--scope", "s3:read", "--", "sh", "-c", "echo secret-word $AWSX_SCOPE")
            #expect(run.status == 0, "\(run)")
            let events = try sandbox.events().filter { $0["eventName"]?.string == "GetScopedCredentials" }
            #expect(events.count == 1)
            let text = try #require(events.first?["requestParameters"]?["scopedSessionDescription"]?.string)
            let words = text.split(separator: " ")
            #expect(words.count == 4 && words[0] == "awsx" && RunID(String(words[1])) != nil, "\(text)")
            #expect(words.suffix(2) == ["scope=s3:read", "profile=\(Self.admin)"])
        }
    }

    @Test func `inside, the scope is shown by its label, and can't be widened`() async throws {
        try await signedIn { home, _ in
            let script = "awsx status --json; awsx prompt; echo; awsx whoami --json; awsx explain --json"
            let shown = try await home.awsx("exec", "-p", Self.admin, "--scope", "read", "--", "sh", "-c", script)
            #expect(shown.output.components(separatedBy: #""scope": "read""#).count == 4, "\(shown)")
            #expect(shown.output.contains("scope:read"))
            let again = try await home.awsx(
                "exec", "-p", Self.admin, "--scope", "read", "--", "awsx", "exec", "--scope", "view", "--", "true")
            #expect(again.status == 77 && again.error.contains("AWSX_SCOPE=read"), "\(again)")
        }
    }

    @Test func `whoever may not narrow runs with nothing`() async throws {
        let denied = #"{"deniedActions": [{"accountId": "111111111111", "actions": ["sts:GetScopedCredentials"]}]}"#
        try await signedIn(denied) { home, _ in
            for words in [
                ["exec", "-p", Self.admin, "--scope", "read", "--", "env"], ["env", Self.admin, "--scope", "read"],
            ] {
                let run = try await Program.run(
                    try InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
                #expect(run.status == 77 && run.error.contains("sts:GetScopedCredentials"), "\(run)")
                #expect(!run.output.contains("AWS_ACCESS_KEY_ID"))
            }
        }
    }

    @Test(arguments: [("cn-north-1", "China"), ("us-iso-east-1", "isolated")])
    func `where AWS has no such call nothing runs`(region: String, name: String) async throws {
        try await signedIn { home, _ in
            let run = try await home.awsx(
                "exec", "-p", Self.admin, "--region", region, "--scope", "read", "--", "env")
            #expect(run.status == 78 && run.error.contains("does not know GetScopedCredentials"), "\(run)")
            #expect(!run.output.contains("AWS_ACCESS_KEY_ID"))
        }
    }

    @Test func `an aws login session and permanent keys`() async throws {
        let config = "[default]\nregion = us-east-1\n\(SandboxSettings.User.standard.profileLines)"
        try await EndToEndHome.with(config: config) { home, sandbox in
            let counts = try await sandbox.counting {
                let run = try await home.awsx("exec", "--scope", "read", "--", "env")
                #expect(run.status == 78 && run.error.contains("permanent keys"), "\(run)")
            }
            #expect(counts == [:])
        }
    }

    @Test func `use exports narrowed keys with their label`() async throws {
        try await signedIn { home, _ in
            let run = try await home.awsx(
                "shell-hook", "bash", "use", "", "", Self.admin, "--export-keys", "--scope", "view")
            #expect(run.status == 0 && run.output.contains("AWSX_SCOPE") && run.output.contains("view"), "\(run)")
            let bare = try await home.awsx("shell-hook", "bash", "use", "", "", Self.admin, "--scope", "view")
            #expect(bare.status == 64, "\(bare)")
        }
    }

    @Test func `a registry's password under a scope is the scope's to give`() async throws {
        try await signedIn { home, _ in
            let pull = try await home.awsx(
                "ecr", "login", "-p", Self.admin, "--scope", "ecr:read", "--print-password", "--json")
            #expect(pull.status == 0, "\(pull)")
            let refused = try await home.awsx("ecr", "login", "-p", Self.admin, "--scope", "read", "--print-password")
            #expect(refused.status == 77, "\(refused)")
            #expect(refused.output.isEmpty)
        }
    }

    @Test func `no secret is in words, files or errors of a scoped run`() async throws {
        try await signedIn { home, _ in
            let canary = Canary(home: home)
            _ = try await canary.run(["exec", "-p", Self.admin, "--scope", "read", "--", "true"])
            _ = try await canary.run(["credential-process", Self.admin, "--scope", "view"], showing: .keys)
            _ = try await canary.run(["scope", "show", "read"])
        }
    }
}
