import Engine
import SystemKit
import TestSupport
import Testing

/// Inside `awsx exec`, who one is stands in labels; each command says that they are labels.
@Suite struct InsideExecTests {
    private static let shown = [
        "inside       awsx exec", "profile      dev-AdministratorAccess (label of awsx exec)",
        "account      111111111111 (label of awsx exec)", "role         AdministratorAccess (label of awsx exec)",
    ]
    private static let labels = JSON.object([
        "accountId": .string("111111111111"), "profile": .string("dev-AdministratorAccess"),
        "roleName": .string("AdministratorAccess"),
    ])

    private func home() throws -> EndToEndHome {
        let home = try EndToEndHome()
        try home.writeRole()
        return home
    }

    private func inside(_ home: EndToEndHome, _ command: String) async throws -> ProgramOutcome {
        try await home.shell("awsx exec -p dev-AdministratorAccess -- \(command)")
    }

    @Test func `status says so, and whose keys these are`() async throws {
        let home = try home()
        defer { home.remove() }
        let run = try await inside(home, "awsx status")
        #expect(run.status == 0, "\(run)")
        #expect(Array(run.output.split(separator: "\n").map(String.init).prefix(4)) == Self.shown, "\(run)")
        #expect(!run.output.contains("keys from the environment"))
    }

    @Test func `explain says so`() async throws {
        let home = try home()
        defer { home.remove() }
        let run = try await inside(home, "awsx explain")
        #expect(run.output.contains("inside    awsx exec\n"), "\(run)")
        #expect(run.output.contains("profile   dev-AdministratorAccess (label of awsx exec)\n"), "\(run)")
    }

    @Test(arguments: ["status", "explain", "prompt"])
    func `for programs the labels stand apart from what is known`(command: String) async throws {
        let home = try home()
        defer { home.remove() }
        let run = try await inside(home, "awsx \(command) --json")
        #expect(run.json?["execLabels"].map(sorted) == Self.labels, "\(run)")
        #expect(run.json?["profile"] == .null && run.json?["roleName"] == .null, "\(run)")
        let outside = try await home.awsx(command, "--json", setting: ["AWS_PROFILE": "dev-AdministratorAccess"])
        #expect(outside.json?["execLabels"] == .null, "\(outside)")
        #expect(outside.json?["profile"]?.string == "dev-AdministratorAccess", "\(outside)")
    }

    private func sorted(_ json: JSON) -> JSON {
        .object((json.members ?? []).sorted { $0.name < $1.name })
    }

    @Test func `the prompt marks the name as one of exec`() async throws {
        let home = try home()
        defer { home.remove() }
        let run = try await inside(home, "awsx prompt")
        #expect(run.output == "exec:dev-AdministratorAccess us-east-1 59m", "\(run)")
        let full = try await inside(home, "awsx prompt --format '{profile} {account} {role}'")
        #expect(full.output == "exec:dev-AdministratorAccess 111111111111 AdministratorAccess")
        let outside = try await home.awsx("prompt", setting: ["AWS_PROFILE": "dev-AdministratorAccess"])
        #expect(outside.output == "dev-AdministratorAccess 59m")
    }

    @Test func `whoami tells what AWS says, and the labels beside it`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            _ = try await home.awsx("login")
            let run = try await inside(home, "awsx whoami")
            #expect(run.output.contains("account  111111111111\n"), "\(run)")
            #expect(
                run.output.hasSuffix(
                    """
                    inside   awsx exec
                    profile  dev-AdministratorAccess (label of awsx exec)
                    account  111111111111 (label of awsx exec)
                    role     AdministratorAccess (label of awsx exec)

                    """), "\(run)")
        }
    }

    /// Labels select nothing: without keys, or with those of another profile, they aren't told.
    @Test func `labels beside other keys are not told`() async throws {
        let home = try home()
        defer { home.remove() }
        let run = try await inside(home, "awsx status dev-ReadOnlyAccess --json")
        #expect(run.json?["execLabels"] == .null && run.json?["profile"]?.string == "dev-ReadOnlyAccess", "\(run)")
        let bare = try await home.awsx("status", "--json", setting: ["AWSX_PROFILE": "x", "AWSX_DEPTH": "1"])
        #expect(bare.json?["execLabels"] == .null, "\(bare)")
    }
}
