import Engine
import SystemKit
import TestSupport
import Testing

/// A scope over every way of getting credentials.
@Suite(.serialized) struct ScopedProviderTests {
    private static let script = "echo $AWSX_SCOPE $AWS_ACCESS_KEY_ID"

    /// Runs a script under a scope; what it acts with is narrowed.
    private func narrowed(
        _ home: EndToEndHome, _ sandbox: SandboxProcess, _ words: [String],
        setting variables: KeyValuePairs<String, String?> = [:],
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws {
        let before = try scopings(sandbox)
        let run = try await Program.run(
            try InstallPrefix.shared.get().awsx,
            ["exec"] + words + ["--scope", "s3:read", "--", "sh", "-c", Self.script],
            environment: home.environment.setting(variables), folder: home.path)
        #expect(run.status == 0, "\(words): \(run)", sourceLocation: sourceLocation)
        let key = try #require(run.output.split(whereSeparator: \.isWhitespace).last, "\(words): \(run)")
        #expect(run.output == "s3:read \(key)\n", "\(words): \(run)", sourceLocation: sourceLocation)
        #expect(try scopings(sandbox) == before + 1, "\(words)", sourceLocation: sourceLocation)
    }

    private func scopings(_ sandbox: SandboxProcess) throws -> Int {
        try sandbox.events().filter { $0["eventName"]?.string == "GetScopedCredentials" }.count
    }

    @Test func `whatever gives temporary credentials is narrowed, and permanent keys are refused`() async throws {
        try await ProviderHome.with { home, sandbox, _ in
            for profile in ["deploy", "chain", "behind-sso", "guarded", "web", "signed-in"] {
                try await narrowed(home, sandbox, ["-p", profile])
            }
            try await narrowed(
                home, sandbox,
                [
                    "--session", "sandbox", "--account", "111111111111", "--role", "ReadOnlyAccess", "--region",
                    "us-east-1",
                ])
            try await narrowed(home, sandbox, [], setting: ProviderHome.container(sandbox))
            try await narrowed(
                home, sandbox, [], setting: ["AWS_EC2_METADATA_DISABLED": "false", "AWS_CONFIG_FILE": "/dev/null"])
            // A container may be another's next time, so nothing of it is kept.
            try await narrowed(home, sandbox, [], setting: ProviderHome.container(sandbox))
            for profile in ["keys", "process"] {
                let run = try await home.awsx("exec", "-p", profile, "--scope", "s3:read", "--", "env")
                #expect(run.status == 78 && run.error.contains("permanent keys"), "\(profile): \(run)")
                #expect(!run.output.contains("AWS_ACCESS_KEY_ID"))
            }
        }
    }

    @Test func `a session is narrowed three times at most, and what is left is never wider`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            #expect(try await home.awsx("login").status == 0)
            let layer = ["awsx", "exec", "--scope", "guard", "--"]
            func run(layers: Int) async throws -> ProgramOutcome {
                let words = (0..<layers).flatMap { _ in layer }.dropFirst() + ["env"]
                return try await Program.run(
                    try InstallPrefix.shared.get().awsx, Array(words), environment: home.environment, folder: home.path)
            }
            let three = try await run(layers: 3)
            #expect(three.status == 0 && three.output.contains("AWSX_SCOPE=guard"), "\(three)")
            let four = try await run(layers: 4)
            #expect(four.status == 77 && four.error.contains("sts:GetScopedCredentials"), "\(four)")
            #expect(!four.output.contains("AWS_ACCESS_KEY_ID"))
        }
    }

    @Test func `a managed policy and tags stay with roles that are assumed, and say so`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            for words in [["--policy-arn", "arn:aws:iam::aws:policy/ReadOnlyAccess"], ["--tag", "a=b"]] {
                let run = try await Program.run(
                    try InstallPrefix.shared.get().awsx, ["exec"] + words + ["--", "env"],
                    environment: home.environment,
                    folder: home.path)
                #expect(run.status == 78 && run.error.contains("needs a role to assume"), "\(run)")
            }
        }
    }
}
