import Engine
import PluginKit
import Testing

@testable import Plugins

@Suite struct KubeconfigDocumentTests {
    private func edited(_ text: String, _ body: (inout KubeconfigDocument) throws -> Void) throws -> String {
        var document = try KubeconfigDocument(Array(text.utf8), path: "config")
        try body(&document)
        return String(decoding: document.bytes, as: UTF8.self)
    }

    private func setting(_ name: String, in text: String) throws -> String {
        try edited(text) { try $0.set("users", named: name, ["name: \(name)", "user:", "  token: t"]) }
    }

    private static let kubectl = """
        apiVersion: v1
        clusters:
        - cluster:
            server: https://a # mine
          name: a
        contexts: null
        current-context: "a"
        kind: Config
        preferences: {}
        users:
        - name: a
          user:
            exec:
              args:
              - --x
              env: null
        # the old one
        - name: b
          user:
            token: |
              name: c
              more

        # the end

        """

    @Test func `An entry is added behind the last, and every other byte stays`() throws {
        let after = try setting("c", in: Self.kubectl)
        #expect(
            after == Self.kubectl.replacing("      more\n", with: "      more\n- name: c\n  user:\n    token: t\n"))
    }

    @Test func `An entry is replaced in its place, with the comments around it kept`() throws {
        let after = try setting("a", in: Self.kubectl)
        #expect(
            after
                == Self.kubectl.replacing(
                    "- name: a\n  user:\n    exec:\n      args:\n      - --x\n      env: null\n",
                    with: "- name: a\n  user:\n    token: t\n"))
        #expect(try setting("a", in: after) == after)
    }

    @Test func `Entries that are indented stay so`() throws {
        let text = "users:\n  - name: 'a'\n    user: {token: x}\n  -\n    name: b\n    user: {}\nkind: Config\n"
        #expect(
            try setting("b", in: text)
                == "users:\n  - name: 'a'\n    user: {token: x}\n  - name: b\n    user:\n      token: t\nkind: Config\n"
        )
        #expect(try setting("c", in: text).contains("    user: {}\n  - name: c\n    user:\n      token: t\nkind"))
    }

    @Test(arguments: [
        "users: []\n", "users: null\n", "users:\n", "users: ~ # none\n", "", "kind: Config\n", "kind: Config",
    ])
    func `An empty list gets its first entry`(text: String) throws {
        let after = try setting("a", in: text)
        #expect(after.contains("users:\n- name: a\n  user:\n    token: t\n"))
        #expect(
            after.hasPrefix(text.isEmpty ? "apiVersion: v1\n" : text.hasPrefix("kind") ? "kind: Config\n" : "users:\n"))
    }

    @Test func `Line ends stay as they are`() throws {
        let text = Self.kubectl.replacing("\n", with: "\r\n")
        let after = try setting("c", in: text)
        #expect(after.contains("more\r\n- name: c\r\n  user:\r\n    token: t\r\n"))
        #expect(!after.replacing("\r\n", with: "").contains("\n"))
    }

    @Test func `The current context is set`() throws {
        #expect(
            try edited(Self.kubectl) { try $0.setCurrentContext("x y") }
                == Self.kubectl.replacing("current-context: \"a\"", with: "current-context: \"x y\""))
        #expect(try edited("kind: Config") { try $0.setCurrentContext("x") } == "kind: Config\ncurrent-context: x\n")
    }

    /// Nothing of these is guessed.
    @Test(arguments: [
        #"{"users": []}"#, "users: [{name: a}]\n", "users:\n- {name: a}\n", "users:\n- name: a\nusers:\n- name: b\n",
        "\tusers:\n", "users:\n- user: {}\n", "users:\n- name: \"open\n    end\"\n", "users:\n- name: a\n    b\n",
        "users: &all\n- name: a\n", "kind: Config\n---\nkind: Config\n", "users:\n  - name: a\n - name: b\n",
        "users:\n- name: *a\n", "\"users\":\n- name: a\n", "users:\n- name: a\n  name: b\n",
        "users:\n- name: a\n nome: b\n",
        "%YAML 1.2\n", "- a\n", "users: x\n", "users:\n  name: a\n",
    ])
    func `What could be misread is refused, and where it is is told`(text: String) {
        let failure = #expect(throws: Failure.self) { try setting("c", in: text) }
        #expect(failure?.code == .configUnparsable)
        #expect(failure?.hint?.words.contains("--kubeconfig") == true)
    }

    @Test func `An entry that others refer to is not replaced`() {
        #expect(throws: Failure.self) { try setting("a", in: "users:\n- name: a\n  user: &u\n    token: x\n") }
    }

    @Test func `Bytes that are no text are refused`() {
        #expect(throws: Failure.self) { try KubeconfigDocument([0xff, 0xfe], path: "config") }
    }
}
