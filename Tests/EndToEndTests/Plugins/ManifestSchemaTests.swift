import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

/// The schema of manifests describes those that there are: built-in commands' and the sandbox's.
@Suite struct ManifestSchemaTests {
    private static let schema = "\(Workspace.root)/Sources/PluginKit/manifest.schema.json"

    /// Prints what a validator that nobody here wrote has to say of each manifest of an array.
    private static let script = """
        import json, sys
        from jsonschema import Draft202012Validator
        schema = json.load(open(sys.argv[1]))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        for position, manifest in enumerate(json.load(open(sys.argv[2]))):
            for fault in validator.iter_errors(manifest):
                print(position, manifest.get("name"), list(fault.path), fault.message[:200])
        """

    private func faults(_ manifests: String, in home: EndToEndHome) async throws -> [String] {
        try home.write(manifests, to: "manifests.json")
        let outcome = try await Program.run(
            try await Boto3Python.path(), ["-c", Self.script, Self.schema, "\(home.path)/manifests.json"],
            environment: home.environment)
        #expect(outcome.status == 0, "\(outcome)")
        return outcome.output.split(separator: "\n").map(String.init)
    }

    @Test func `every manifest is as the schema says`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let all = try await Program.run(
            "\(Workspace.products)/awsx-generate", ["--manifests"], environment: .current(), folder: Workspace.root)
        let names = (all.json?.array ?? []).compactMap { $0["name"]?.string }
        #expect(names.count > 20 && Set(names).isSuperset(of: ["exec", "login", "configure", "sandbox"]))
        #expect(try await faults(all.output, in: home).isEmpty)
        let file = try #require(
            try LocalFiles().read("\(Workspace.root)/Sources/Sandbox/awsx-sandbox.json", limit: 1 << 20))
        #expect(try await faults("[\(String(decoding: file, as: UTF8.self))]", in: home).isEmpty)
    }

    /// Authors and awsx of one version mean the same by it: the schema of a number that was given out stays.
    @Test func `another schema has another number`() throws {
        func file(_ path: String) throws -> [UInt8] {
            try #require(try LocalFiles().read("\(Workspace.root)/\(path)", limit: 1 << 20))
        }
        let schema = try file("Sources/PluginKit/manifest.schema.json")
        let number = try #require(JSON(schema)?["properties"]?["schema"]?["const"]?.integer)
        let recorded = String(decoding: try file("Tests/EndToEndTests/Plugins/manifest-schemas.txt"), as: UTF8.self)
        let digests = recorded.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(
            digests.last == "\(number) \(CacheKey.digest(String(decoding: schema, as: UTF8.self)))",
            "manifest.schema.json was changed: give it the next number, and add a line to manifest-schemas.txt")
        #expect(digests.map { $0.prefix { $0 != " " } } == (1...number).map { Substring("\($0)") })
    }

    /// Each member that the schema names is read by somebody: it comes out of awsx as it went in.
    @Test func `no member of the schema is passed over`() async throws {
        let schema = try #require(
            JSON(try LocalFiles().read(Self.schema, limit: 1 << 20) ?? []))
        let home = try EndToEndHome()
        defer { home.remove() }
        let manifest = """
            {"schema": 1, "name": "x", "version": "1", "kinds": ["command", "hook"], "summary": "s",
             "protocol": {"min": 1, "max": 2}, "group": "Extend", "position": 2, "env": ["AWS_PROFILE"],
             "needs": {"credentials": "any", "network": true, "tty": true}, "hooks": ["pre-use"], "policy": true,
             "interactive": "always", "deadline_ms": 9, "json": false,
             "executables": [{"file": "awsx-x-y", "kinds": ["hook"], "hooks": ["pre-use"], "subcommands": ["a"]}],
             "options": [{"names": ["--a"], "value": "dynamic", "repeats": true, "summary": "s"}],
             "arguments": [{"name": "b", "value": "files", "repeats": true, "after": "--"}],
             "subcommands": [{"name": "a", "summary": "s", "options": [{"names": ["-b"], "summary": ""}],
                              "arguments": [{"name": "c", "value": "text"}],
                              "subcommands": [{"name": "d", "summary": ""}]}]}
            """
        #expect(try await faults("[\(manifest)]", in: home).isEmpty)
        let members = schema["properties"]?.members?.map(\.name) ?? []
        #expect(Set(members) == Set(JSON(Array(manifest.utf8))?.members?.map(\.name) ?? []))
        // Which protocol it speaks is decided while it is read.
        let kept = JSON(Array(manifest.utf8))?.members?.filter { $0.name != "protocol" } ?? []
        let read = try Manifest(parsing: Array(manifest.utf8), path: "/x").json
        #expect(read.serialized(.sortedPretty) == JSON.object(kept).serialized(.sortedPretty))
    }

    /// Each is refused for what is wrong in it; awsx itself passes over what it doesn't know.
    @Test func `what is none is refused`() async throws {
        let wrong = [
            #""name": "Bad""#, #""kinds": []"#, #""kinds": ["segment"]"#, #""flags": []"#, #""timeout_ms": 1"#,
            #""group": "Elsewhere""#, #""needs": {"tty": 1}"#, #""kinds": ["hook"]"#, #""hooks": ["pre-exec"]"#,
            #""policy": true"#, #""kinds": ["hook"], "hooks": ["later"]"#, #""interactive": "sometimes""#,
            #""deadline_ms": 0"#, #""deadline_ms": 300001"#, #""env": ["A=B"]"#, #""executables": [{}]"#,
            #""executables": [{"file": "../awsx-x"}]"#, #""executables": [{"file": "awsx-x-y", "kinds": []}]"#,
            #""options": [{"names": ["x"]}]"#,
            #""options": [{"names": ["--x"], "value": "later"}]"#,
            #""options": [{"names": ["--x"], "value": ["a b"]}]"#,
            #""arguments": [{"name": "x", "after": "-"}]"#, #""subcommands": [{"name": "x", "summary": 1}]"#,
        ]
        let home = try EndToEndHome()
        defer { home.remove() }
        let plain = #""schema": 1, "name": "x", "version": "1", "kinds": ["command"], "summary": "s""#
        let manifests = ["{\(plain)}"] + wrong.map { "{\(plain), \($0)}" }
        let faults = try await faults("[\(manifests.joined(separator: ","))]", in: home)
        let refused = Set(faults.compactMap { $0.split(separator: " ").first.flatMap { Int($0) } })
        for (position, member) in wrong.enumerated() { #expect(refused.contains(position + 1), "\(member)") }
        #expect(!refused.contains(0))
    }
}
