import Engine
import TestSupport
import Testing

/// `awsx env` in each form, read by the program that the form is for.
@Suite(.serialized) struct EnvFormatTests {
    private static let names = "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_REGION AWSX_PROFILE"
    private static let values =
        "ASIAEXAMPLE secret-of-ASIAEXAMPLE token-of-ASIAEXAMPLE us-east-1 dev-AdministratorAccess"

    private func home() throws -> EndToEndHome {
        let home = try EndToEndHome()
        try home.writeRole()
        return home
    }

    @Test(arguments: [
        ("bash", #"eval "$(awsx env dev-AdministratorAccess --format bash)"; "#),
        ("zsh", #"eval "$(awsx env dev-AdministratorAccess --format zsh)"; "#),
        ("sh", #"eval "$(awsx env dev-AdministratorAccess)"; "#),
        ("fish", "awsx env dev-AdministratorAccess --format fish | source; "),
    ])
    func `a shell takes the credentials and loses every other identity`(shell: String, taking: String) async throws {
        let home = try home()
        defer { home.remove() }
        let script = "\(taking)env | grep -E '^AWS(X)?_' | sort"
        let outcome = try await home.run(
            shell, "-c", script,
            setting: [
                "AWS_PROFILE": "prod-ReadOnlyAccess", "AWS_ROLE_ARN": "arn:aws:iam::1:role/left",
                "AWS_SECURITY_TOKEN": "left", "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:1/",
            ])
        #expect(outcome.status == 0, "\(outcome)")
        for (name, value) in zip(Self.names.split(separator: " "), Self.values.split(separator: " ")) {
            #expect(outcome.output.contains("\(name)=\(value)\n"))
        }
        for name in ["AWS_PROFILE", "AWS_ROLE_ARN", "AWS_SECURITY_TOKEN", "AWS_CONTAINER_CREDENTIALS_FULL_URI"] {
            #expect(!outcome.output.contains("\(name)="), "\(shell) still has \(name)")
        }
    }

    @Test func `dotenv is name and value`() async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.awsx("env", "dev-AdministratorAccess", "--format", "dotenv")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.contains("AWS_ACCESS_KEY_ID=ASIAEXAMPLE"))
        #expect(lines.contains("AWS_SESSION_TOKEN=token-of-ASIAEXAMPLE"))
        #expect(lines.allSatisfy { $0.contains("=") && !$0.hasPrefix("unset") && !$0.hasPrefix("export") })
    }

    @Test func `json is one object, and --json the same`() async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.awsx("env", "dev-AdministratorAccess", "--format", "json")
        #expect(outcome.json?["AWS_ACCESS_KEY_ID"]?.string == "ASIAEXAMPLE")
        #expect(outcome.json?["AWSX_ROLE"]?.string == "AdministratorAccess")
        #expect(try await home.awsx("env", "dev-AdministratorAccess", "--json").output == outcome.output)
    }

    @Test func `process is what credential-process prints`() async throws {
        let home = try home()
        defer { home.remove() }
        let env = try await home.awsx("env", "dev-AdministratorAccess", "--format", "process")
        let process = try await home.awsx("credential-process", "dev-AdministratorAccess")
        #expect(env.output == process.output)
        #expect(env.json?["Version"]?.integer == 1)
        #expect(env.json?["AccessKeyId"]?.string == "ASIAEXAMPLE")
        #expect(env.json?["Expiration"]?.string?.hasSuffix("+00:00") == true)
    }

    @Test func `powershell sets and removes`() async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.awsx("env", "dev-AdministratorAccess", "--format", "powershell")
        #expect(outcome.output.contains("$Env:AWS_ACCESS_KEY_ID = 'ASIAEXAMPLE'\n"))
        #expect(outcome.output.contains("Remove-Item Env:AWS_PROFILE -ErrorAction SilentlyContinue\n"))
    }

    @Test func `a form that there is not is a usage error that names those there are`() async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.awsx("env", "dev-AdministratorAccess", "--format", "csh")
        #expect(outcome.status == 64)
        #expect(outcome.error.contains("powershell"))
        #expect(outcome.output.isEmpty)
    }
}
