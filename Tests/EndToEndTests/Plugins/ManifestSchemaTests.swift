import Engine
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
        for manifest in json.load(open(sys.argv[2])):
            for fault in validator.iter_errors(manifest):
                print(manifest.get("name"), list(fault.path), fault.message[:200])
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

    /// Each is refused for what is wrong in it; awsx itself passes over what it doesn't know.
    @Test(arguments: [
        #""name": "Bad""#, #""kinds": []"#, #""kinds": ["segment"]"#, #""flags": []"#, #""timeout_ms": 1"#,
        #""group": "Elsewhere""#, #""needs": {"tty": true}"#, #""options": [{"names": ["x"]}]"#,
        #""options": [{"names": ["--x"], "value": "later"}]"#, #""options": [{"names": ["--x"], "value": ["a b"]}]"#,
        #""arguments": [{"name": "x", "after": "-"}]"#, #""subcommands": [{"name": "x", "summary": 1}]"#,
    ])
    func `what is none is refused`(member: String) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let plain = #""schema": 1, "name": "x", "version": "1", "kinds": ["command"], "summary": "s""#
        #expect(try await faults("[{\(plain)}]", in: home).isEmpty)
        #expect(try await !faults("[{\(plain), \(member)}]", in: home).isEmpty)
    }
}
