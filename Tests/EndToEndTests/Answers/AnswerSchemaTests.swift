import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// What commands print in JSON, and the schemas that say so. Every run of awsx in these tests that asks for JSON is
/// compared with its schema (`AnswerValidator`); here is each command once, and what the schemas promise.
@Suite struct AnswerSchemaTests {
    private static func schemas() throws -> [String: JSON] {
        let names = try FileManager.default.contentsOfDirectory(atPath: AnswerValidator.folder)
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(AnswerValidator.folder)/\(name)"))
                return (String(name.dropLast(".schema.json".count)), try #require(JSON(Array(bytes)), "\(name)"))
            })
    }

    /// The words of every command that takes `--json`.
    private static func commands() async throws -> [[String]] {
        let run = try await Program.run(
            "\(Workspace.products)/awsx-generate", ["--manifests"], environment: .current(), folder: Workspace.root)
        func takesJSON(_ command: JSON) -> Bool {
            (command["options"]?.array ?? []).contains { $0["names"]?.array?.contains(.string("--json")) == true }
        }
        return (run.json?.array ?? []).filter { $0["name"]?.string != "sandbox" }.flatMap { command in
            let name = command["name"]?.string ?? ""
            let subcommands = (command["subcommands"]?.array ?? []).filter(takesJSON)
            return (takesJSON(command) ? [[name]] : []) + subcommands.map { [name, $0["name"]?.string ?? ""] }
        }
    }

    @Test func `each command that prints JSON has a schema, and no schema is left over`() async throws {
        let names = try await Self.commands().map { $0.joined(separator: "-") }
        #expect(names.count >= 15 && names.contains("prompt"), "\(names)")
        #expect(Set(names + ["credential-process", "common", "error"]) == Set(try Self.schemas().keys))
    }

    /// Formats that others gave: a program's variables, and AWS's own.
    private static let foreign: Set = ["env", "credential-process"]

    @Test func `absent and null mean the same everywhere: each member is always there`() throws {
        func check(_ schema: JSON, _ path: String) {
            if let properties = schema["properties"]?.members {
                let required = Set((schema["required"]?.array ?? []).compactMap(\.string))
                #expect(required == Set(properties.map(\.name)), "\(path)")
                #expect(schema["additionalProperties"] == .bool(false), "\(path)")
            }
            for member in schema.members ?? [] { check(member.value, "\(path).\(member.name)") }
            for value in schema["oneOf"]?.array ?? [] { check(value, path) }
        }
        for (name, schema) in try Self.schemas() where !Self.foreign.contains(name) { check(schema, name) }
    }

    /// Other names for what has one.
    @Test func `a thing has one name`() throws {
        let strays: Set = [
            "account", "role", "roles", "account_id", "role_name", "expires", "expiration", "expiresIn", "endpoint_url",
            "endpointFrom", "start_url", "Sso", "credentialsExpireAt", "tokenExpiresAt",
        ]
        func check(_ schema: JSON, _ path: String) {
            for member in schema["properties"]?.members ?? [] {
                // Roles that clash hold more than a name.
                if path.hasSuffix(".clashes.items"), member.name == "roles" { continue }
                if path.hasSuffix(".held.items"), member.name == "role" { continue }
                #expect(!strays.contains(member.name), "\(path).\(member.name)")
                if member.name == "place" || member.name == "selectedBy" {
                    let reference = member.value["$ref"] ?? member.value["anyOf"]?.array?.first?["$ref"]
                    #expect(reference?.string?.hasSuffix("/place") == true, "\(path).\(member.name)")
                }
                if member.name == "expiresAt" { #expect(schema["properties"]?["secondsLeft"] != nil, "\(path)") }
            }
            for member in schema.members ?? [] {
                let isPart = ["properties", "$defs"].contains(member.name)
                check(member.value, isPart ? path : "\(path).\(member.name)")
            }
        }
        for (name, schema) in try Self.schemas() where !Self.foreign.contains(name) { check(schema, name) }
    }

    @Test func `every command's answer is as its schema says`() async throws {
        let config =
            EndToEndHome.config
            + "[profile role]\nrole_arn = arn:aws:iam::222222222222:role/R\nsource_profile = dev-ReadOnlyAccess\n"
        try await EndToEndHome.with(["--auto-approve", "visit"], config: config) { home, _ in
            var seen: Set<String> = []
            func answer(_ words: String..., status: Int32 = 0) async throws -> JSON {
                // The run throws where the answer is not as the schema says.
                let run = try await Program.run(
                    try InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
                #expect(run.status == status, "\(words): \(run)")
                for count in 1...2 where count <= words.count {
                    seen.insert(words.prefix(count).joined(separator: " "))
                }
                return try #require(run.json, "\(words): \(run)")
            }
            for profile in ["default", "legacy", "role"] {
                _ = try await answer("status", profile, "--json", status: 79)
                _ = try await answer("explain", profile, "--json", "--service", "s3")
            }
            #expect(try await answer("login", "--json")["sessions"]?.array?.first?["wasSignedIn"] == .bool(false))
            #expect(try await answer("login", "--json")["sessions"]?.array?.first?["wasSignedIn"] == .bool(true))
            _ = try await answer("login", "legacy", "--json")
            #expect(try await answer("token", "--json")["session"]?.string == "sandbox")
            #expect(try await answer("accounts", "--json")["session"]?.string == "sandbox")
            #expect(try await answer("accounts", "-p", "legacy", "--json")["session"] == .null)
            #expect(try await answer("whoami", "--json")["profile"]?.string == "default")
            #expect(try await answer("status", "--json", "--check")["profile"]?.string == "default")
            #expect(try await answer("explain", "--json")["profile"]?.string == "default")
            for profile in ["legacy", "role"] {
                _ = try await answer("status", profile, "--json")
                _ = try await answer("explain", profile, "--json")
            }
            for words in [["profiles"], ["env"], ["config", "dump"], ["config", "path"], ["plugin", "list"]] {
                _ = try await answer(words[0], words.count > 1 ? words[1] : "--quiet", "--json")
            }
            _ = try await answer("plugin", "verify", "--json")
            #expect(try await answer("scope", "show", "read", "--json")["characters"]?.integer == 1811)
            #expect(try await answer("scope", "list", "--json")["scopes"]?.array?.isEmpty == false)
            for subcommand in ["info", "trust", "revoke"] {
                _ = try await answer("plugin", subcommand, "sandbox", "--json")
            }
            #expect(try await answer("plugin", "new", "begun", "--json")["folder"]?.string == "awsx-begun")
            #expect(try await answer("plugin", "test", "awsx-begun", "--json")["passed"]?.bool == true)
            _ = try await answer("credential-process")
            _ = try await answer("doctor", "--offline", "--json", status: 1)
            #expect(try await answer("prompt", "--json")["profile"]?.string == "default")
            _ = try await answer("configure", "sync", "--plan", "--json")
            _ = try await answer("configure", "sync", "--apply", "--prune", "--json")
            _ = try await answer(
                "configure", "sso", "-p", "new", "--session", "sandbox", "--account", "111111111111", "--role",
                "AdministratorAccess", "--region", "", "--output", "", "--no-login", "--json")
            _ = try await answer(
                "configure", "sso-session", "--session", "two", "--start-url", "https://two.awsapps.com/start",
                "--sso-region", "us-east-1", "--scopes", "sso:account:access", "--no-verify", "--json")
            _ = try await answer("console", "--print-url", "--json")
            _ = try await answer("ecr", "login", "--print-password", "--json")
            _ = try await answer("ecr", "configure", "--json")
            _ = try await answer("eks", "kubeconfig", "--cluster", "web", "--json")
            _ = try await answer("agent", "show", "--json")
            // An object a line, each of which the run compares.
            let log = try await home.awsx("log", "--json")
            #expect(log.status == 0 && log.output.split(separator: "\n").count > 3, "\(log)")
            seen.insert("log")
            let each = try await home.awsx("each", "default", "--json", "--", "true")
            #expect(each.status == 0 && each.json?["status"]?.integer == 0, "\(each)")
            seen.insert("each")
            _ = try await answer("logout", "--all", "--json")
            _ = try await answer("status", "nobody", "--json", status: 66)
            let commands = try await Self.commands().map { $0.joined(separator: " ") }
            #expect(seen.isSuperset(of: commands), "\(Set(commands).subtracting(seen))")
        }
    }

    private static let token: [(String, JSON)] = [
        ("session", .null), ("startUrl", .string("https://x")), ("accessToken", .string("t")),
        ("expiresAt", .string("2026-11-28T00:00:00Z")), ("secondsLeft", .integer(1)),
    ]

    /// A token's answer with one member as another, or without it.
    @Test(
        arguments: [
            ("session", nil), ("secondsLeft", nil), ("secondsLeft", .integer(-1)), ("secondsLeft", .string("1")),
            ("expiresAt", .string("2026-11-28T00:00:00+00:00")), ("accessToken", .null), ("more", .bool(true)),
        ] as [(String, JSON?)])
    func `what is no answer is refused`(name: String, value: JSON?) async throws {
        func answer(_ members: [(String, JSON)]) -> JSON { .object(members.map { JSON.Member($0.0, $0.1) }) }
        #expect(try await AnswerValidator.shared.faults(answer(Self.token), name: "token") == [])
        let changed = Self.token.filter { $0.0 != name } + (value.map { [(name, $0)] } ?? [])
        #expect(try await !AnswerValidator.shared.faults(answer(changed), name: "token").isEmpty)
    }

    /// A place is an object of one kind, and nothing else.
    @Test(
        arguments: [
            (.object(["file": .string("/f"), "line": .integer(3)]), true),
            (.object(["file": .string("/f"), "line": .null]), true),
            (.object(["variable": .string("V")]), true), (.object(["argument": .string("-p")]), true),
            (.null, true), (.string("/f:3"), false), (.object(["file": .string("/f")]), false),
            (.object(["file": .string("/f"), "line": .string("3")]), false),
            (.object(["variable": .string("V"), "argument": .string("-p")]), false),
        ] as [(JSON, Bool)])
    func `a place is an object`(place: JSON, isOne: Bool) async throws {
        let failure = JSON.object([
            "error": .object([
                "code": .string("x"), "status": .integer(1), "message": .string("m"), "place": place, "hint": .null,
            ])
        ])
        #expect(try await AnswerValidator.shared.faults(failure, name: "error").isEmpty == isOne)
    }
}
