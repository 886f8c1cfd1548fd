import Engine
import Foundation
import TestSupport
import Testing

/// `awsx ecr login` and `awsx ecr configure`.
@Suite struct ECRCommandTests {
    private static let registry = "111111111111.dkr.ecr.us-east-1.amazonaws.com"

    /// A container tool that writes down its words and its standard input.
    private func tool(_ name: String, _ home: EndToEndHome, status: Int = 0) throws {
        try home.makeFolder("bin")
        try home.write(
            """
            #!/bin/sh
            umask 077
            printf '%s\\n' "$@" > '\(home.path)/\(name).words'
            cat > '\(home.path)/\(name).input'
            env | grep -c '^AWS_PROFILE=' > '\(home.path)/\(name).identity'
            echo 'Login Succeeded'
            exit \(status)
            """, to: "bin/\(name)", mode: 0o755)
    }

    private func path(_ home: EndToEndHome) -> String {
        "\(home.path)/bin:\(InstallPrefix.binFolder):/usr/bin:/bin"
    }

    @Test func `login gives docker, else podman, the password by its standard input`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            for name in ["podman", "docker"] {
                try tool(name, home)
                let (outcome, leaks) = try await Canary(home: home).watch(
                    [try InstallPrefix.shared.get().awsx, "ecr", "login"],
                    setting: ["PATH": path(home), "AWS_PROFILE": "dev-ReadOnlyAccess"])
                #expect(outcome.status == 0, "\(outcome)")
                #expect(outcome.output.isEmpty && outcome.error.contains("Login Succeeded"))
                // What the tool opens is the test's own.
                let ours = leaks.filter { !($0.way == .openedWide && $0.detail.contains("/\(name).")) }
                #expect(ours.isEmpty, "\(ours)")
                #expect(
                    try home.read("\(name).words")
                        == "login\n--username\nAWS\n--password-stdin\n\(Self.registry)\n")
                #expect(try home.read("\(name).input").hasPrefix("ecr\(Canary.marker)"))
                #expect(try home.read("\(name).identity") == "0\n")
            }
        }
    }

    @Test func `the tool's own failure is the command's`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            try tool("docker", home, status: 7)
            let outcome = try await home.awsx("ecr", "login", setting: ["PATH": path(home)])
            #expect(outcome.status == 7, "\(outcome)")
        }
    }

    @Test func `without a tool it says what to do, and --print-password does it`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            try home.makeFolder("empty")
            expectFailure(
                try await home.awsx("ecr", "login", setting: ["PATH": "\(home.path)/empty"]), 127,
                saying: "there is no docker or podman in PATH", "--print-password")
            let printed = try await home.awsx("ecr", "login", "--print-password")
            #expect(printed.status == 0 && printed.output.hasPrefix("ecr\(Canary.marker)"), "\(printed)")
            #expect(printed.output.split(separator: "\n").count == 1 && printed.errorBytes.isEmpty)
            let json = try await home.awsx("ecr", "login", "--print-password", "--json", "public.ecr.aws")
            #expect(json.json?["registry"]?.string == "public.ecr.aws", "\(json)")
            #expect(json.json?["tool"] == .null)
            expectFailure(
                try await home.awsx("ecr", "login", "ghcr.io"), 64, saying: "not an ECR registry")
        }
    }

    @Test func `configure names awsx in Docker's config and keeps the rest`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.makeFolder(".docker")
        let before = "{\n\t\"auths\": {\n\t\t\"docker.io\": {}\n\t},\n\t\"credsStore\": \"pass\"\n}\n"
        try home.write(before, to: ".docker/config.json", mode: 0o644)
        let dry = try await home.awsx("ecr", "configure", "--dry-run")
        #expect(dry.output == "\(Self.registry)\n", "\(dry)")
        #expect(try home.read(".docker/config.json") == before)
        let outcome = try await home.awsx("ecr", "configure", "--json")
        #expect(outcome.json?["written"] == .bool(true), "\(outcome)")
        let after =
            "{\n\t\"auths\": {\n\t\t\"docker.io\": {}\n\t},\n\t\"credsStore\": \"pass\",\n\t\"credHelpers\": {\n"
            + "\t\t\"\(Self.registry)\": \"awsx\"\n\t}\n}\n"
        #expect(try home.read(".docker/config.json") == after)
        #expect(try home.modes()[".docker/config.json"] == 0o644)
        let backup = try #require(outcome.json?["backup"]?.string)
        #expect(try String(contentsOfFile: backup, encoding: .utf8) == before)
        let all = try await home.awsx("ecr", "configure", "--all")
        #expect(
            all.output.split(separator: "\n").map(String.init) == [
                Self.registry, "222222222222.dkr.ecr.us-east-1.amazonaws.com",
                "000000000333.dkr.ecr.us-east-1.amazonaws.com", "public.ecr.aws",
            ], "\(all)")
        #expect(try await home.awsx("ecr", "configure", "--all", "--json").json?["written"] == .bool(false))
    }

    @Test func `a config that is none is left alone`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.makeFolder("docker")
        try home.write("{ broken", to: "docker/config.json")
        expectFailure(
            try await home.awsx("ecr", "configure", setting: ["DOCKER_CONFIG": "\(home.path)/docker"]), 78,
            saying: "docker/config.json")
        #expect(try home.read("docker/config.json") == "{ broken")
    }

    @Test func `ten at once lose nothing`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
            for number in 0..<10 {
                let registry = "11111111111\(number).dkr.ecr.us-east-1.amazonaws.com"
                group.addTask { try await home.awsx("ecr", "configure", registry).status }
            }
            return try await group.reduce(into: Set<Int32>()) { $0.insert($1) }
        }
        #expect(statuses == [0])
        #expect(try home.json(".docker/config.json")["credHelpers"]?.members?.count == 10)
    }
}
