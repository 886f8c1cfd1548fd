import Engine
import Foundation
import TestSupport
import Testing

/// Credentials of the container or the machine that awsx runs on (<doc:CredentialProviders>, Containers and Machines).
@Suite(.serialized) struct MachineProviderTests {
    private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    private static let relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
    private static let token = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
    private static let tokenFile = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"
    private static let task = "arn:aws:iam::222222222222:role/Task"

    /// Lends a HOME without profiles, and a sandbox with one container's endpoint.
    private func with<Result>(
        token: String? = nil, _ body: (EndToEndHome, SandboxProcess) async throws -> Result
    ) async throws -> Result {
        var settings = SandboxSettings()
        settings.containers = [
            SandboxSettings.Container(path: "/v1/credentials/x", roleARN: Self.task, token: token)
        ]
        settings.instance = SandboxSettings.Instance()
        return try await EndToEndHome.with(state: settings.state, config: nil, body)
    }

    // MARK: Containers

    @Test(arguments: [nil, "Basic TOKEN=="] as [String?])
    func `awsx and botocore get the same from a container's endpoint`(token: String?) async throws {
        try await with(token: token) { home, sandbox in
            let variables: KeyValuePairs<String, String?> = [
                Self.full: "\(sandbox.url)/v1/credentials/x", Self.token: token, "http_proxy": "http://127.0.0.1:9",
            ]
            let counts = try await sandbox.counting {
                let theirs = try await home.botocore(setting: variables)
                #expect(theirs?["method"]?.string == "container-role")
                let ours = try await home.awsx("credential-process", setting: variables)
                #expect(isSame(ours, theirs), "\(ours)")
                #expect(ours.json?["AccountId"]?.string == "222222222222")
            }
            #expect(counts == ["GetContainerCredentials": 2])
            let exec = try await home.awsx(
                "exec", "-v", "--", "sh", "-c", "echo $AWS_ACCESS_KEY_ID${AWS_CONTAINER_CREDENTIALS_FULL_URI}",
                setting: variables)
            #expect(exec.output.hasPrefix("ASIA"))
            #expect(!exec.output.contains("http"))
            #expect(exec.error.contains("provider container-role"), "\(exec)")
        }
    }

    @Test func `The token's file goes before the token`() async throws {
        try await with(token: "IN-FILE") { home, sandbox in
            try home.write("IN-FILE", to: "token")
            let variables: KeyValuePairs<String, String?> = [
                Self.full: "\(sandbox.url)/v1/credentials/x", Self.token: "other",
                Self.tokenFile: "\(home.path)/token",
            ]
            let ours = try await home.awsx("credential-process", setting: variables)
            #expect(isSame(ours, try await home.botocore(setting: variables)), "\(ours)")
            try home.write("IN-FILE\n", to: "token")
            expectFailure(
                try await home.awsx("credential-process", setting: variables), 78, saying: "line break",
                "\(home.path)/token")
            #expect(try await home.botocore(setting: variables) == nil)
            try home.delete("token")
            expectFailure(
                try await home.awsx("credential-process", setting: variables), 78, saying: "does not exist",
                Self.tokenFile)
        }
    }

    @Test(arguments: [
        "http://example.com/v1/credentials/x", "http://10.0.0.1/x", "http://169.254.169.254/x", "ftp://127.0.0.1/x", "",
        "http://localhost@example.com/x",
    ])
    func `Another host is refused before anything is sent`(url: String) async throws {
        try await with { home, _ in
            let outcome = try await home.awsx("env", setting: [Self.full: url, Self.token: "TOKEN-CANARY"])
            expectFailure(outcome, 78, saying: Self.full)
            #expect(!outcome.error.contains("CANARY"))
        }
    }

    @Test func `Failures are told with the address, and the token with none`() async throws {
        try await with(token: "RIGHT") { home, sandbox in
            let url = "\(sandbox.url)/v1/credentials/x"
            let denied = try await home.awsx("env", setting: [Self.full: url, Self.token: "WRONG-CANARY"])
            expectFailure(denied, 77, saying: "401", url)
            #expect(!denied.error.contains("CANARY"))
            let absent = try await home.awsx("env", setting: [Self.full: "\(sandbox.url)/v1/credentials/none"])
            expectFailure(absent, 69, saying: "404")
            let nobody = try await home.awsx("env", setting: [Self.full: "http://127.0.0.1:9/x"])
            expectFailure(nobody, 69, saying: "http://127.0.0.1:9/x")
        }
    }

    @Test func `A fault that passes costs an attempt`() async throws {
        try await with { home, sandbox in
            var settings = SandboxSettings()
            settings.faults = [
                #"{"operation": "GetContainerCredentials", "kind": "status", "status": 500, "count": 1}"#,
                #"{"operation": "GetContainerCredentials", "kind": "truncate", "count": 1}"#,
            ]
            try sandbox.set(settings.state)
            let counts = try await sandbox.counting {
                let outcome = try await home.awsx("env", setting: [Self.full: "\(sandbox.url)/v1/credentials/x"])
                #expect(outcome.status == 0, "\(outcome)")
            }
            #expect(counts == ["GetContainerCredentials": 3])
        }
    }

    // MARK: EC2

    private static let enabled: KeyValuePairs<String, String?> = ["AWS_EC2_METADATA_DISABLED": nil]

    @Test(arguments: [true, false])
    func `awsx and botocore get the same from the metadata service, without a proxy`(allowsV1: Bool) async throws {
        try await with { home, sandbox in
            var settings = SandboxSettings()
            settings.instance = SandboxSettings.Instance(allowsV1: allowsV1)
            try sandbox.set(settings.state)
            let theirs = try await home.botocore(setting: Self.enabled)
            #expect(theirs?["method"]?.string == "iam-role")
            let counts = try await sandbox.counting {
                let ours = try await home.awsx(
                    "credential-process",
                    setting: ["AWS_EC2_METADATA_DISABLED": nil, "http_proxy": "http://127.0.0.1:9"])
                #expect(isSame(ours, theirs), "\(ours)")
            }
            #expect(
                counts == [
                    "GetMetadataToken": 1, "GetMetadata": 2, "GetMetadata.role": 1, "GetMetadata.credentials": 1,
                ])
            #expect(
                try await home.awsx("exec", "-v", "true", setting: Self.enabled).error.contains("provider iam-role"))
        }
    }

    @Test func `Where no region is set the machine's own is asked for, once one is needed`() async throws {
        var settings = SandboxSettings()
        settings.instance = SandboxSettings.Instance(region: "eu-north-1")
        settings.roles = [SandboxSettings.Role("arn:aws:iam::222222222222:role/Deploy")]
        let user = SandboxSettings.User.standard.profileLines
        let config = """
            [profile base]
            \(user)
            [profile deploy]
            role_arn = arn:aws:iam::222222222222:role/Deploy
            source_profile = base
            """
        try await EndToEndHome.with(state: settings.state, config: config) { home, sandbox in
            let counts = try await sandbox.counting {
                let missing = try await home.awsx("credential-process", "deploy")
                expectFailure(missing, 78, saying: "--region", "profile deploy has none")
            }
            #expect(counts.isEmpty)
            let asked = try await sandbox.counting {
                let ours = try await home.awsx("credential-process", "deploy", setting: Self.enabled)
                #expect(ours.status == 0, "\(ours)")
            }
            #expect(asked["GetMetadata.placement"] == 1 && asked["AssumeRole"] == 1, "\(asked)")
            // Nothing is asked where nothing is needed.
            let cached = try await sandbox.counting {
                let ours = try await home.awsx("credential-process", "deploy", setting: Self.enabled)
                #expect(ours.status == 0, "\(ours)")
            }
            #expect(cached.isEmpty)
            let explained = try await home.awsx("explain", "deploy", "--json", setting: Self.enabled)
            #expect(explained.json?["asksMachineForRegion"] == .bool(true), "\(explained)")
            let off = try await home.awsx("explain", "deploy", "--json")
            #expect(off.json?["asksMachineForRegion"] == .bool(false))
        }
    }

    @Test func `Version 1 serves where there is no other, unless it is switched off`() async throws {
        try await with { home, sandbox in
            var settings = SandboxSettings()
            settings.faults = [#"{"operation": "GetMetadataToken", "kind": "status", "status": 404}"#]
            try sandbox.set(settings.state)
            let ours = try await home.awsx("credential-process", setting: Self.enabled)
            #expect(isSame(ours, try await home.botocore(setting: Self.enabled)), "\(ours)")
            let off: KeyValuePairs<String, String?> = [
                "AWS_EC2_METADATA_DISABLED": nil, "AWS_EC2_METADATA_V1_DISABLED": "true",
            ]
            expectFailure(
                try await home.awsx("credential-process", setting: off), 78, saying: "version 1 is disabled")
            #expect(try await home.botocore(setting: off) == nil)
        }
    }

    @Test func `A service that hangs ends in no credentials`() async throws {
        try await with { home, sandbox in
            var settings = SandboxSettings()
            settings.faults = [
                #"{"operation": "GetMetadataToken", "kind": "hang"}"#, #"{"operation": "GetMetadata", "kind": "hang"}"#,
            ]
            try sandbox.set(settings.state)
            let outcome = try await home.awsx("env", setting: Self.enabled)
            expectFailure(
                outcome, 78, saying: "no profile is configured", "metadata service did not answer", sandbox.url)
        }
    }

    @Test func `Nobody there, no role, rubbish, and the switch are no credentials each`() async throws {
        try await with { home, sandbox in
            let nobody = try await home.awsx(
                "env",
                setting: [
                    "AWS_EC2_METADATA_DISABLED": nil, "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:9/",
                ])
            expectFailure(nobody, 78, saying: "no profile is configured", "did not answer")
            var settings = SandboxSettings()
            settings.instance = SandboxSettings.Instance(roleARN: nil)
            try sandbox.set(settings.state)
            expectFailure(try await home.awsx("env", setting: Self.enabled), 78, saying: "no role for this machine")
            expectFailure(try await home.awsx("env"), 78, saying: "no profile is configured")
            expectFailure(
                try await home.awsx(
                    "env", setting: ["AWS_EC2_METADATA_DISABLED": nil, "AWS_METADATA_SERVICE_TIMEOUT": "soon"]), 78,
                saying: "AWS_METADATA_SERVICE_TIMEOUT")
        }
    }
}
