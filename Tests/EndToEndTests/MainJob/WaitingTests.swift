import Foundation
import TestSupport
import Testing

/// Whatever takes more than a second says on a terminal what it waits for, and leaves nothing of that behind.
@Suite(.serialized) struct WaitingTests {
    private func expect(_ words: [String], says what: String, in home: EndToEndHome) async throws {
        let pty = try Pty(
            InstallPrefix.shared.get().awsx, words, environment: home.environment.setting(["TERM": "xterm"]),
            folder: home.path
        )
        defer { pty.end() }
        #expect(await pty.wait() == 0, "\(pty.text)")
        #expect(pty.text.contains(what), "\(pty.text)")
        // Taken away, and two lines never stand in each other's way.
        let last = try #require(pty.text.range(of: what, options: .backwards))
        #expect(pty.text[last.upperBound...].contains("\r\u{1b}[K"), "\(pty.text)")
        #expect(!pty.text.contains("awsx: waiting for"), "\(pty.text)")
    }

    @Test func `a sign-in that begins by itself, keys, lists and answers`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try sandbox.set(#"{"latencyMs":1500}"#)
            try await expect(["exec", "--", "true"], says: " sign-in to session sandbox · ", in: home)
            try await expect(
                ["exec", "-p", "prod-ReadOnlyAccess", "--", "true"], says: " credentials of prod-ReadOnlyAccess · ",
                in: home)
            try await expect(["whoami"], says: " your identity · ", in: home)
            try await expect(["accounts"], says: " accounts and roles of session sandbox", in: home)
        }
    }

    @Test func `where no terminal is there is nothing of it`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            try sandbox.set(#"{"latencyMs":1500}"#)
            for words in [["accounts"], ["whoami"]] {
                let outcome = try await Program.run(
                    InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
                #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome)")
            }
        }
    }
}
