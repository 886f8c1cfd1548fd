import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// Real Terraforms with their state in S3, over several ends of the keys that they began with.
@Suite(.serialized) struct TerraformTests {
    private static let bucket = #""buckets": [{"accountId": "111111111111", "name": "state", "objects": {}}]"#
    /// Keys that live for so many seconds.
    private static func keys(of seconds: Int) -> String {
        #"{\#(bucket), "lifetimes": {"roleCredentials": \#(seconds), "accessToken": \#(seconds + 3)}}"#
    }

    private func run(
        _ home: EndToEndHome, _ sandbox: SandboxProcess, _ program: String, _ options: [String], _ words: [String],
        limit: Duration = .seconds(90)
    ) async throws -> ProgramOutcome {
        try await Program.run(
            InstallPrefix.shared.get().awsx,
            ["exec", "-p", RenewingRun.profile] + options + ["--", program] + words,
            environment: home.environment.setting(["AWS_ENDPOINT_URL": sandbox.url]), folder: home.path, limit: limit)
    }

    private func state(_ home: EndToEndHome, _ sandbox: SandboxProcess) async throws -> JSON? {
        let outcome = try await Program.run(
            InstallPrefix.shared.get().awsx,
            [
                // Keys alone could end before it has read the state.
                "exec", "-p", RenewingRun.profile, "--refresh", "--", "/usr/bin/aws", "--endpoint-url", sandbox.url,
                "s3", "cp", "s3://state/x/terraform.tfstate", "-",
            ], environment: home.environment, folder: home.path)
        return outcome.json
    }

    @Test(.timeLimit(.minutes(4)), arguments: RenewingRun.Way.allCases)
    func `an apply that outlives its keys three times saves its state and frees its lock`(
        way: RenewingRun.Way
    ) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], state: Self.keys(of: 4)) { home, sandbox in
            try await home.signIn()
            let terraform = try await Terraform.program(in: home)
            try home.write(Terraform.slow(13, backend: Terraform.backend(endpoint: sandbox.url)), to: "main.tf")
            let begun = try await run(home, sandbox, terraform, [way.rawValue], ["init", "-input=false", "-no-color"])
            #expect(begun.status == 0, "\(begun)")
            let plan = try await run(home, sandbox, terraform, [way.rawValue], ["plan", "-input=false", "-no-color"])
            #expect(plan.status == 0 && plan.output.contains("1 to add"), "\(plan)")
            let applied = try await run(
                home, sandbox, terraform, [way.rawValue], ["apply", "-input=false", "-no-color", "-auto-approve"])
            #expect(applied.status == 0 && applied.output.contains("1 added"), "\(applied)")
            #expect(!home.list(".").contains("errored.tfstate"))
            let saved = try #require(try await state(home, sandbox))
            #expect(saved["resources"]?.array?.count == 1, "\(saved)")
            // Nobody has to free a lock: the next one begins.
            let again = try await run(home, sandbox, terraform, [way.rawValue], ["plan", "-input=false", "-no-color"])
            #expect(again.status == 0 && again.output.contains("No changes"), "\(again)")
            #expect(try await home.isCleanOfRuns())
        }
    }

    /// What the test above would see if the keys were not renewed.
    @Test(.timeLimit(.minutes(2))) func `with keys in the environment the same apply loses its state`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], state: Self.keys(of: 12)) { home, sandbox in
            try await home.signIn()
            let terraform = try await Terraform.program(in: home)
            try home.write(Terraform.slow(13, backend: Terraform.backend(endpoint: sandbox.url)), to: "main.tf")
            _ = try await run(home, sandbox, terraform, ["--refresh"], ["init", "-input=false", "-no-color"])
            let applied = try await run(
                home, sandbox, terraform, [], ["apply", "-input=false", "-no-color", "-auto-approve"])
            #expect(applied.status != 0 && (applied.output + applied.error).contains("Expired"), "\(applied)")
            #expect(home.list(".").contains("errored.tfstate"))
        }
    }

    @Test(.timeLimit(.minutes(2)), arguments: [nil] + RenewingRun.Way.allCases.map(\.rawValue))
    func `an interrupt during an apply frees the lock`(option: String?) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], state: "{\(Self.bucket)}") { home, sandbox in
            try await home.signIn()
            let terraform = try await Terraform.program(in: home)
            let options = option.map { [$0] } ?? []
            try home.write(Terraform.slow(60, backend: Terraform.backend(endpoint: sandbox.url)), to: "main.tf")
            let begun = try await run(home, sandbox, terraform, options, ["init", "-input=false", "-no-color"])
            #expect(begun.status == 0, "\(begun)")
            let pty = try Pty(
                InstallPrefix.shared.get().awsx,
                ["exec", "-p", RenewingRun.profile] + options + [
                    "--", terraform, "apply", "-input=false", "-no-color", "-auto-approve",
                ], environment: home.environment.setting(["AWS_ENDPOINT_URL": sandbox.url]), folder: home.path)
            defer { pty.end() }
            while !home.list(".").contains("began") { try await Task.sleep(for: .milliseconds(50)) }
            pty.send("\u{3}")
            let status = await pty.wait()
            #expect(status != 0 && pty.text.contains("nterrupt"), "\(status) \(pty.text)")
            let next = try await run(
                home, sandbox, terraform, options, ["plan", "-input=false", "-no-color", "-lock-timeout=0s"])
            #expect(next.status == 0, "\(next)")
        }
    }

    /// Each reads another state by a profile of its own, all of one session whose token has ended.
    @Test(.timeLimit(.minutes(2))) func `thirty profiles in one run make one refresh`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], state: "{\(Self.bucket)}") { home, sandbox in
            let names = (0..<30).map { "alias-\($0)" }
            try home.configure(
                names.map {
                    """
                    [profile \($0)]
                    sso_session = sandbox
                    sso_account_id = 111111111111
                    sso_role_name = AdministratorAccess
                    region = us-east-1

                    """
                }.joined())
            try await home.signIn()
            let terraform = try await Terraform.program(in: home)
            let backend = Terraform.backend(endpoint: sandbox.url)
            try home.write(Terraform.slow(0, backend: backend), to: "main.tf")
            for words in [["init", "-input=false"], ["apply", "-auto-approve"]] {
                let made = try await run(home, sandbox, terraform, ["--refresh"], words)
                #expect(made.status == 0, "\(made)")
            }
            let reader = names.map { name in
                """
                data "terraform_remote_state" "\(name)" {
                  backend = "s3"
                  config = {
                    \(Terraform.backend(endpoint: sandbox.url, profile: name))
                  }
                }

                """
            }.joined()
            try FileManager.default.removeItem(atPath: "\(home.path)/.terraform")
            try home.write(reader, to: "main.tf")
            let options = ["--refresh", "--with", names.joined(separator: ",")]
            let begun = try await run(home, sandbox, terraform, options, ["init", "-input=false", "-no-color"])
            #expect(begun.status == 0, "\(begun)")
            // As in the morning: the token has ended, and so has what was kept of the roles.
            try home.ageToken()
            _ = try await home.shell("rm -rf ~/.aws/cli")
            let before = try sandbox.counts()
            let read = try await run(
                home, sandbox, terraform, options, ["apply", "-no-color", "-auto-approve", "-parallelism=30"])
            #expect(read.status == 0, "\(read)")
            let after = try sandbox.counts()
            let refreshes = (after["CreateToken"] ?? 0) - (before["CreateToken"] ?? 0)
            #expect(refreshes == 1, "\(after)")
        }
    }

    @Test(.timeLimit(.minutes(2)), arguments: RenewingRun.Way.allCases)
    func `Terraform 0_13, which knows no sso-session, begins and plans`(way: RenewingRun.Way) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], state: "{\(Self.bucket)}") { home, sandbox in
            try await home.signIn()
            try home.write(
                """
                terraform {
                  backend "s3" {
                    bucket = "state"
                    key = "old/terraform.tfstate"
                    region = "us-east-1"
                    endpoint = "\(sandbox.url)"
                    sts_endpoint = "\(sandbox.url)"
                    iam_endpoint = "\(sandbox.url)"
                    force_path_style = true
                    skip_credentials_validation = true
                    skip_metadata_api_check = true
                  }
                }
                output "x" { value = "made" }

                """, to: "main.tf")
            let begun = try await run(
                home, sandbox, Terraform.old, [way.rawValue], ["init", "-input=false", "-no-color"])
            #expect(begun.status == 0, "\(begun)")
            let plan = try await run(
                home, sandbox, Terraform.old, [way.rawValue], ["plan", "-input=false", "-no-color"])
            #expect(plan.status == 0 && plan.output.contains("x"), "\(plan)")
        }
    }
}
