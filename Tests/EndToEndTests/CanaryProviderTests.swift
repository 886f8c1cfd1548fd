import Engine
import TestSupport
import Testing

/// No way of getting credentials, and no way of its failing, lets a secret out.
@Suite struct CanaryProviderTests {
    private func expectSuccess(_ outcome: ProgramOutcome) { #expect(outcome.status == 0, "\(outcome)") }

    @Test(arguments: ProviderHome.profiles)
    func `no profile's commands let a secret out`(profile: String) async throws {
        try await ProviderHome.with { home, _, canary in
            if profile == "legacy" { try await home.signIn("legacy", "--use-device-code") }
            expectSuccess(try await canary.run(["exec", "-v", "-p", profile, "--", "true"]))
            expectSuccess(try await canary.run(["exec", "-p", profile, "--", "env"], showing: .keys))
            expectSuccess(try await canary.run(["env", "-v", profile], showing: .keys))
            expectSuccess(try await canary.run(["credential-process", profile], showing: .keys))
            if profile != "process" { expectSuccess(try await canary.run(["whoami", "-v", profile, "--json"])) }
            for form in [[], ["--json"], ["-v"]] {
                expectSuccess(try await canary.run(["explain", profile] + form))
                expectSuccess(try await canary.run(["status", profile] + form))
            }
            expectSuccess(
                try await canary.run(["prompt", "--shell", "bash"], setting: ["AWS_PROFILE": profile]))
            // What concerns all profiles is the same for each.
            guard profile == ProviderHome.profiles.last else { return }
            for form in [[], ["--json"], ["-v"]] { _ = try await canary.run(["doctor"] + form) }
            expectSuccess(try await canary.run(["config", "dump", "--json"]))
            expectSuccess(try await canary.run(["profiles", "--long"]))
        }
    }

    @Test func `no machine's or container's credentials are let out`() async throws {
        try await ProviderHome.with { _, sandbox, canary in
            let machine: KeyValuePairs<String, String?> = [
                "AWS_EC2_METADATA_DISABLED": nil, "AWS_CONFIG_FILE": "/dev/null",
            ]
            let keys: KeyValuePairs<String, String?> = [
                "AWS_ACCESS_KEY_ID": SandboxSettings.User.standard.accessKeyID,
                "AWS_SECRET_ACCESS_KEY": SandboxSettings.User.standard.secretAccessKey,
                "AWS_SESSION_TOKEN": nil, "AWS_REGION": "us-east-1",
            ]
            for variables in [ProviderHome.container(sandbox), machine, keys] {
                expectSuccess(try await canary.run(["exec", "-v", "--", "true"], setting: variables))
                expectSuccess(try await canary.run(["env"], showing: .keys, setting: variables))
                expectSuccess(try await canary.run(["credential-process"], showing: .keys, setting: variables))
                for form in [[], ["--json"]] {
                    expectSuccess(try await canary.run(["explain"] + form, setting: variables))
                    // From files alone nobody knows of a machine's role.
                    _ = try await canary.run(["status"] + form, setting: variables)
                    _ = try await canary.run(["doctor"] + form, setting: variables)
                }
            }
        }
    }

    @Test func `narrowed runs keep their keys as others do, in files of their own`() async throws {
        try await ProviderHome.with { home, _, canary in
            try home.write(#"{"Version": "2012-10-17", "Statement": []}"#, to: "policy.json")
            for words in [
                ["--read-only"], ["--policy-arn", "arn:aws:iam::aws:policy/A"],
                ["--policy", "\(home.path)/policy.json"], ["--tag", "team=blue"], ["--source-identity", "ada"],
                ["--duration", "30m"],
            ] {
                for profile in ["deploy", "behind-sso"] {
                    expectSuccess(try await canary.run(["exec", "-v", "-p", profile] + words + ["--", "true"]))
                }
                expectSuccess(try await canary.run(["env", "deploy"] + words, showing: .keys))
            }
            expectSuccess(
                try await canary.run(
                    [
                        "exec", "-v", "-p", "guarded", "--tag", "a=b", "--mfa-code", ProviderHome.device.codes[0], "--",
                        "true",
                    ]))
            let files = try home.modes().filter { $0.key.contains("awsx/credentials/") }
            #expect(files.count >= 6, "\(files)")
            #expect(files.allSatisfy { $0.value == 0o600 }, "\(files)")
            #expect(try files.keys.contains { try home.read($0).contains(Canary.marker) })
        }
    }

    @Test(arguments: [
        ("AssumeRole", "deploy"), ("AssumeRole", "chain"), ("AssumeRole", "behind-sso"), ("AssumeRole", "guarded"),
        ("AssumeRoleWithWebIdentity", "web"), ("CreateOAuth2Token", "signed-in"), ("GetContainerCredentials", ""),
        ("GetRoleCredentials", "behind-sso"),
    ])
    func `no failure of a service lets a secret out`(operation: String, profile: String) async throws {
        try await ProviderHome.with { home, sandbox, canary in
            let variables: KeyValuePairs<String, String?> =
                profile.isEmpty ? ProviderHome.container(sandbox) : ["AWS_MAX_ATTEMPTS": "1"]
            let words = profile.isEmpty ? ["exec", "-v"] : ["exec", "-v", "-p", profile]
            for kind in ["status", "garbage", "truncate", "html"] {
                try sandbox.set(#"{"faults": [{"operation": "\#(operation)", "kind": "\#(kind)"}]}"#)
                let outcome = try await canary.run(words + ["--", "true"], setting: variables)
                #expect((1..<128).contains(outcome.status), "\(kind): \(outcome)")
            }
        }
    }

    @Test func `no refusal and no broken source lets a secret out`() async throws {
        try await ProviderHome.with { home, sandbox, canary in
            func expectRefusal(_ words: [String], setting variables: KeyValuePairs<String, String?> = [:]) async throws
            {
                let outcome = try await canary.run(words, setting: variables)
                #expect((1..<128).contains(outcome.status), "\(words): \(outcome)")
            }
            try await expectRefusal(["exec", "-v", "-p", "closed", "--", "true"])
            try await expectRefusal(["whoami", "guarded", "--mfa-code", "000000"])
            try await expectRefusal(["exec", "-p", "keys", "--read-only", "--", "true"])
            try home.write("\(ProviderHome.webToken)X", to: "token")
            try await expectRefusal(["exec", "-p", "web", "--", "true"])
            for script in [
                "echo \(Canary.marker)", #"echo '{"Version": 1, "SecretAccessKey": "\#(Canary.marker)"}'"#,
                #"echo '{"Version": "\#(Canary.marker)"}'"#, "echo \(Canary.marker); exit 3",
            ] {
                try home.write(script, to: "script")
                for words in [["env", "process"], ["exec", "-v", "-p", "process", "--", "true"]] {
                    try await expectRefusal(words)
                }
            }
            let file = try home.login(ProviderHome.login, with: sandbox, secondsLeft: -1)
            try home.write(#"{"accessToken": "\#(Canary.marker)""#, to: file)
            try await expectRefusal(["env", "signed-in"])
            try await expectRefusal(
                ["env"],
                setting: [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(sandbox.url)/v1/credentials/x",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": "\(ProviderHome.containerToken)Wrong",
                    "AWS_CONFIG_FILE": "/dev/null",
                ])
            for form in [[], ["--json"]] {
                for profile in ["process", "signed-in", "web"] {
                    _ = try await canary.run(["explain", profile] + form)
                }
                _ = try await canary.run(["doctor"] + form)
            }
        }
    }
}
