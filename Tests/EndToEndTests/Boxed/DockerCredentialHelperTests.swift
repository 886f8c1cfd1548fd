import Engine
import Foundation
import TestSupport
import Testing

/// `docker-credential-awsx` by the words of Docker's protocol (<doc:ConsoleAndClusters>, Docker's credential helpers).
@Suite struct DockerCredentialHelperTests {
    private static let registry = "111111111111.dkr.ecr.us-east-1.amazonaws.com"
    private static let notMine = "credentials not found in native keychain\n"

    private func helper(
        _ home: EndToEndHome, _ words: [String], _ input: String? = nil,
        setting variables: KeyValuePairs<String, String?> = [:]
    ) async throws -> ProgramOutcome {
        let outcome = try await Program.run(
            try InstallPrefix.shared.get().dockerCredentialHelper, words,
            environment: home.environment.setting(variables), input: input, folder: home.path)
        // Callers take it for part of their own words.
        #expect(outcome.errorBytes.isEmpty, "\(words): \(outcome)")
        return outcome
    }

    private func password(_ outcome: ProgramOutcome) throws -> String {
        #expect(outcome.status == 0, "\(outcome)")
        return try #require(outcome.json?["Secret"]?.string)
    }

    @Test(arguments: [
        (["get"], "docker.io\n", 1, notMine), (["get"], "https://index.docker.io/v1/", 1, notMine),
        (["get"], "111111111111.dkr.ecr.us-east-1.amazonaws.com.evil.example", 1, notMine),
        (["get"], "", 1, "no credentials server URL\n"), (["get"], "\n", 1, "no credentials server URL\n"),
        (["erase"], "docker.io\n", 0, ""), (["erase"], "", 1, "no credentials server URL\n"),
        (["store"], #"{"ServerURL": "https://docker.io", "Username": "u", "Secret": "s"}"#, 0, ""),
        (["store"], #"{"ServerURL": "", "Username": "u", "Secret": "s"}"#, 1, "no credentials server URL\n"),
        (["store"], #"{"ServerURL": "https://docker.io", "Secret": "s"}"#, 1, "no credentials username\n"),
        (["store"], "x", 1, "what was to be stored is not a JSON object\n"), (["list"], "", 0, "{}\n"),
        ([], "", 1, "Usage: docker-credential-awsx <store|get|erase|list|version>\n"),
        (["get", "x"], "", 1, "Usage: docker-credential-awsx <store|get|erase|list|version>\n"),
        (["--help"], "", 1, "Usage: docker-credential-awsx <store|get|erase|list|version>\n"),
    ])
    func `each word of the protocol is answered as callers compare it`(
        words: [String], input: String, status: Int32, output: String
    ) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let outcome = try await helper(home, words, input)
        #expect(outcome.status == status, "\(outcome)")
        #expect(outcome.output == output)
    }

    @Test func `version is one line`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let outcome = try await helper(home, ["version"])
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("docker-credential-awsx (awsx) ") && outcome.output.hasSuffix("\n"))
    }

    @Test func `get gives the account's password, kept till it ends, erased or signed out of`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            for input in ["https://\(Self.registry)", "\(Self.registry)\n"] {
                let outcome = try await helper(home, ["get"], input)
                let server = input.replacing("\n", with: "")
                #expect(
                    outcome.output.hasPrefix(#"{"ServerURL":"\#(server)","Username":"AWS","Secret":"ecr"#), "\(outcome)"
                )
                #expect(outcome.output.hasSuffix("\"}\n"))
            }
            #expect(try sandbox.counts()["GetAuthorizationToken.private"] == 1)
            let folder = ".local/state/awsx/registries"
            let modes = try home.modes().filter { $0.key.hasPrefix("\(folder)/") }
            #expect(modes.count == 2 && modes.allSatisfy { $0.value == 0o600 }, "\(modes)")
            #expect(try await helper(home, ["list"]).output == "{\"https://\(Self.registry)\":\"AWS\"}\n")
            let first = try password(try await helper(home, ["get"], Self.registry))
            #expect(try await helper(home, ["erase"], "https://\(Self.registry)\n").status == 0)
            #expect(try await helper(home, ["list"]).output == "{}\n")
            let second = try password(try await helper(home, ["get"], Self.registry))
            #expect(first != second)
            #expect(try await home.awsx("logout").status == 0)
            #expect(home.list(folder).filter { !$0.hasPrefix(".") } == [])
            let out = try await helper(home, ["get"], Self.registry)
            #expect(out.status == 1)
            #expect(out.output.contains("awsx login"), "\(out)")
        }
    }

    @Test func `a password near its end is asked for anew`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], state: #"{"lifetimes": {"registryToken": 299}}"#) {
            home, sandbox in
            try await home.signIn()
            for _ in 0..<2 { _ = try password(try await helper(home, ["get"], Self.registry)) }
            #expect(try sandbox.counts()["GetAuthorizationToken"] == 2)
        }
    }

    @Test func `twenty at once ask once`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], state: #"{"latencyMs": 200}"#) { home, sandbox in
            try await home.signIn()
            let passwords = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<20 {
                    group.addTask { try password(try await helper(home, ["get"], Self.registry)) }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(passwords.count == 1)
            #expect(try sandbox.counts()["GetAuthorizationToken"] == 1)
        }
    }

    @Test func `the profile is the account's, and the registry's region is asked`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            let other = "000000000333.dkr.ecr.eu-west-1.amazonaws.com"
            _ = try password(try await helper(home, ["get"], other, setting: ["AWS_PROFILE": "dev-ReadOnlyAccess"]))
            let prod = "222222222222.dkr.ecr.us-east-1.amazonaws.com"
            let undecided = try await helper(home, ["get"], prod)
            #expect(undecided.status == 1)
            #expect(undecided.output.split(separator: "\n").count == 1)
            #expect(undecided.output.contains("prod-AdministratorAccess, prod-ReadOnlyAccess"), "\(undecided)")
            #expect(undecided.output.contains("[ecr]: 222222222222 = prod-AdministratorAccess"))
            try home.write("[ecr]\n222222222222 = prod-ReadOnlyAccess\n", to: ".config/awsx/config")
            _ = try password(try await helper(home, ["get"], prod))
            let arns = try sandbox.keys().compactMap { $0["arn"]?.string }
            #expect(arns.contains { $0.contains("::000000000333:assumed-role/AWSReservedSSO_Auditor") })
            #expect(arns.last?.contains("::222222222222:assumed-role/AWSReservedSSO_ReadOnlyAccess") == true, "\(arns)")
            let nobody = try await helper(home, ["get"], "999999999999.dkr.ecr.us-east-1.amazonaws.com")
            #expect(nobody.output.contains("no profile belongs to account 999999999999"), "\(nobody)")
        }
    }

    @Test func `ECR Public is asked as whoever is active, and passed on where nobody is`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            _ = try password(try await helper(home, ["get"], "public.ecr.aws"))
            #expect(try sandbox.counts()["GetAuthorizationToken.public"] == 1)
        }
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        let outcome = try await helper(home, ["get"], "public.ecr.aws", setting: ["AWS_EC2_METADATA_DISABLED": "true"])
        #expect(outcome.output == Self.notMine, "\(outcome)")
    }

    @Test(arguments: ["status", "garbage", "truncate", "reset", "html"])
    func `a fault is one line on stdout with 1, and keeps no broken password`(kind: String) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            try sandbox.set(#"{"faults": [{"operation": "GetAuthorizationToken", "kind": "\#(kind)"}]}"#)
            let outcome = try await helper(home, ["get"], Self.registry, setting: ["AWS_MAX_ATTEMPTS": "1"])
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.output.split(separator: "\n").count == 1)
            #expect(outcome.output.hasPrefix("awsx: ") && isHarmless(outcome.outputBytes))
            #expect(!outcome.output.contains(Canary.marker))
            #expect(try await helper(home, ["list"]).output == "{}\n")
        }
    }

    @Test func `the password is shown where it is asked for and nowhere else`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            let helper = try InstallPrefix.shared.get().dockerCredentialHelper
            let (outcome, leaks) = try await Canary(home: home).watch(
                ["/bin/sh", "-c", "echo \(Self.registry) | \(helper) get"])
            #expect(outcome.status == 0, "\(outcome)")
            #expect(leaks.map(\.way) == [.shown], "\(leaks)")
        }
    }
}
