import Engine
import Testing

@testable import NetworkCommands

struct ComposeFileTests {
    @Test func `Services are read, and those that can join no network stand apart`() throws {
        let file = try ComposeFile(
            """
            x-shared: &shared
              restart: always
            services:
              web: { image: nginx }
              worker-2:
                <<: *shared
                network_mode: host
              "db.main":
                image: postgres
            """, path: "compose.yaml")
        #expect(file.services == ["web", "db.main"] && file.alone == ["worker-2"])
        let json = try ComposeFile(#"{"services": {"a": {}, "b": null}}"#, path: "compose.json")
        #expect(json.services == ["a", "b"])
    }

    @Test(arguments: [
        ("services: [", Failure.Code.configUnparsable), ("a: b: c", .configUnparsable), ("", .configInvalid),
        ("services: {}", .configInvalid), ("services: [a]", .configInvalid), ("name: x", .configInvalid),
        ("services: { \"a b\": {} }", .configInvalid), ("services: { \"a\\n  evil\": {} }", .configInvalid),
        ("services: { \"\": {} }", .configInvalid), ("- a", .configInvalid),
    ])
    func `What is none says so`(text: String, code: Failure.Code) throws {
        let failure = try #require(throws: Failure.self) { try ComposeFile(text, path: "compose.yaml") }
        #expect(failure.code == code, "\(failure)")
    }

    @Test func `A fault has its line`() throws {
        let failure = try #require(throws: Failure.self) {
            try ComposeFile("services:\n  web:\n    image: [a\n", path: "compose.yaml")
        }
        #expect(failure.location?.description.hasPrefix("compose.yaml:") == true, "\(failure)")
    }
}
