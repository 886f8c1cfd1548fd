import Engine
import Foundation
import TestSupport
import Testing

/// What `status` and `prompt` tell of every kind of profile: from files, and nothing asked of anybody.
@Suite(.serialized) struct StatusTests {
    private static let arn = "arn:aws:iam::111111111111:user/bob"
    private static let config = """
        [profile web]
        login_session = \(arn)
        region = us-east-1
        [profile program]
        credential_process = /bin/sh -c 'echo ran > "$HOME/ran"'
        [profile machine]
        role_arn = arn:aws:iam::222222222222:role/Deploy
        credential_source = Ec2InstanceMetadata
        [profile container]
        role_arn = arn:aws:iam::222222222222:role/Deploy
        role_session_name = c
        credential_source = EcsContainer
        [profile device]
        role_arn = arn:aws:iam::222222222222:role/Device
        source_profile = keys
        mfa_serial = arn:aws:iam::111111111111:mfa/me
        [profile keys]
        aws_access_key_id = AKIAEXAMPLE
        aws_secret_access_key = secret
        """
    private static let container: KeyValuePairs<String, String?> = [
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:9/x"
    ]

    /// `status --json` of a profile, with its exit status; `prompt` must tell the same.
    private func state(
        _ home: EndToEndHome, _ profile: String, setting variables: KeyValuePairs<String, String?> = [:],
        prompt: String? = nil
    ) async throws -> (status: Int32, json: JSON) {
        let outcome = try await home.awsx("status", profile, "--json", setting: variables)
        let json = try #require(outcome.json, "\(outcome)")
        let environment = home.environment.setting(variables).setting(["AWS_PROFILE": profile])
        let segment = try await Program.run(
            try InstallPrefix.shared.get().awsx, ["prompt", "--shell", "json"], environment: environment,
            folder: home.path)
        #expect(segment.json?["state"]?.string == prompt ?? json["state"]?.string, "\(segment)")
        return (outcome.status, json)
    }

    @Test func `A login session is told from its file: valid, renewable, over, closed`() async throws {
        try await EndToEndHome.with(config: Self.config) { home, sandbox in
            _ = try home.login(Self.arn, with: sandbox, secondsLeft: 600)
            let counts = try await sandbox.counting {
                let valid = try await state(home, "web")
                #expect(valid.status == 0 && valid.json["state"]?.string == "valid")
                #expect(
                    valid.json["renewable"] == .bool(true) && valid.json["credentials"]?["expiresAt"]?.string != nil)
                #expect(try await home.awsx("status", "web", "--min-ttl", "15m").status == 75)
                _ = try home.login(Self.arn, with: sandbox, secondsLeft: -1)
                let renewable = try await state(home, "web")
                #expect(renewable.status == 0 && renewable.json["state"]?.string == "renewable")
            }
            #expect(counts.isEmpty, "\(counts)")
            try sandbox.revoke("logins")
            #expect(try await home.awsx("env", "web").status == 79)
            let over = try await state(home, "web")
            #expect(over.status == 79 && over.json["state"]?.string == "login-needed")
            #expect(over.json["loginCommand"]?.string == "awsx login web")
            let text = try await home.awsx("status", "web")
            #expect(text.output.hasSuffix("\n→ awsx login web\n"), "\(text)")
            _ = try home.login(Self.arn, with: sandbox, secondsLeft: 600)
            #expect(try await state(home, "web").json["state"]?.string == "valid")
            for name in home.list(".aws/login/cache") { try home.delete(".aws/login/cache/\(name)") }
            #expect(try await state(home, "web").status == 79)
        }
    }

    @Test func `What a program, a container or a machine gives is asked when used, and not for a look`() async throws {
        try await EndToEndHome.with(config: Self.config) { home, sandbox in
            let counts = try await sandbox.counting {
                let program = try await state(home, "program", prompt: "renewable")
                #expect(program.status == 0 && program.json["state"]?.string == "asked-when-used")
                #expect(try await home.awsx("status", "program").output.contains("asked when used"))
                #expect(try await home.awsx("status", "program", "--min-ttl", "1m").status == 75)
                let machine = try await state(home, "machine", setting: ["AWS_EC2_METADATA_DISABLED": nil])
                #expect(machine.status == 0 && machine.json["state"]?.string == "renewable")
                #expect(machine.json["sources"]?.array?.first?["provider"]?.string == "iam-role")
                let container = try await home.awsx("status", "container", setting: Self.container)
                #expect(container.status == 0)
                #expect(
                    container.output.contains("EcsContainer: container-role, asked when used")
                        && container.output.contains("none cached"), "\(container)")
                let profiles = try await home.awsx("profiles", "--json")
                let row = profiles.json?["profiles"]?.array?.first { $0["profile"]?.string == "program" }
                #expect(row?["state"]?.string == "asked-when-used")
            }
            #expect(counts.isEmpty, "\(counts)")
            #expect(!home.list("").contains("ran"))
        }
    }

    @Test func `A machine's own role is no certainty until it is asked`() async throws {
        let enabled: KeyValuePairs<String, String?> = ["AWS_EC2_METADATA_DISABLED": nil]
        var settings = SandboxSettings()
        settings.instance = SandboxSettings.Instance()
        try await EndToEndHome.with(state: settings.state, config: nil) { home, sandbox in
            let counts = try await sandbox.counting {
                let outcome = try await home.awsx("status", "--json", setting: enabled)
                #expect(outcome.status == 78, "\(outcome)")
                #expect(outcome.json?["provider"]?.string == "iam-role")
                #expect(outcome.json?["state"]?.string == "asked-when-used")
                #expect(outcome.error.contains("no profile is configured"))
                #expect(outcome.error.contains("awsx status --check"))
            }
            #expect(counts.isEmpty, "\(counts)")
            let checked = try await home.awsx("status", "--check", "--json", setting: enabled)
            #expect(checked.status == 0, "\(checked)")
            #expect(checked.json?["caller"]?["arn"]?.string?.contains("assumed-role/Instance/") == true)
            expectFailure(try await home.awsx("status"), 78, saying: "no profile is configured")
        }
    }

    @Test func `A container's credentials are asked when used`() async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        let outcome = try await Program.run(
            try InstallPrefix.shared.get().awsx, ["status", "--json"],
            environment: home.environment.setting(Self.container),
            folder: home.path)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.json?["provider"]?.string == "container-role")
        #expect(outcome.json?["state"]?.string == "asked-when-used")
    }

    @Test func `A role that takes a device's code says which, and the command that asks for it`() async throws {
        try await EndToEndHome.with(config: Self.config) { home, _ in
            let role = try await state(home, "device")
            #expect(role.status == 79 && role.json["state"]?.string == "login-needed")
            #expect(role.json["mfaSerial"]?.string == "arn:aws:iam::111111111111:mfa/me")
            #expect(role.json["loginCommand"]?.string == "awsx whoami device")
            let source = try #require(role.json["sources"]?.array?.first)
            #expect(source["source"]?.string == "keys" && source["state"]?.string == "permanent")
            try home.write("[profile device]\nmfa_process = /bin/echo 123456\n", to: ".config/awsx/config")
            #expect(try await state(home, "device").json["state"]?.string == "renewable")
        }
    }

    @Test func `A web identity says whether its token's file is there`() async throws {
        try await EndToEndHome.with(config: nil) { home, _ in
            let path = "\(home.path)/token"
            try home.configure(
                "[profile pod]\nrole_arn = arn:aws:iam::222222222222:role/Web\nweb_identity_token_file = \(path)")
            let missing = try await state(home, "pod")
            #expect(missing.status == 79 && missing.json["tokenFile"]?["found"] == .bool(false))
            #expect(try await home.awsx("status", "pod").output.contains("\(path) (missing)"))
            try home.write("TOKEN", to: "token")
            let there = try await state(home, "pod")
            #expect(there.status == 0 && there.json["state"]?.string == "renewable")
            #expect(there.json["tokenFile"]?["found"] == .bool(true))
        }
    }
}
