import Engine
import ShellKit
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

/// The small file by whose age a shell sees that nothing changed.
@Suite struct ShellPromptCacheTests {
    private let home: TestHome

    init() throws {
        home = try TestHome()
        try home.folder.put(
            "[profile dev]\naws_access_key_id = A\naws_secret_access_key = s\n", at: ".aws/config")
        for name in [".aws/config", ".aws"] { home.folder.setAge(home.later(-3600), of: name) }
    }

    private func statements(_ shell: Shell = .bash) -> String {
        let context = home.context(["AWS_PROFILE": "dev"])
        return ShellPromptCache(PromptSegment.load(context), context, shell).statements()
    }

    /// The file's path, and the age that the shell is told.
    private func record(_ statements: String) throws -> (path: String, age: Int64) {
        let path = try #require(statements.firstMatch(of: #/_awsx_state='([^']+)'/#).map { String($0.output.1) })
        let age = try #require(statements.firstMatch(of: #/_awsx_age='(\d+)'/#).flatMap { Int64($0.output.1) })
        return (path, age)
    }

    /// Whether a shell that counts in whole seconds, and one that counts finer, takes the files for unchanged.
    private func isFresh(_ statements: String) async throws -> Bool {
        let outcome = try await InstalledProgram.run(
            "bash", ["--norc", "--noprofile", "-c", "\(statements)\n_awsx_fresh"], environment: Environment())
        #expect(outcome.errors.isEmpty)
        return outcome.status == 0
    }

    @Test func `It is two seconds older than the look, so that a change during it is seen`() async throws {
        let said = statements()
        let (path, age) = try record(said)
        #expect(age == home.clock.now.seconds - 2)
        #expect(try LocalFiles().status(path)?.modified == Instant(seconds: age))
        #expect(try await isFresh(said))
        for seconds in [-1 as Int64, 0, 1] {
            home.folder.setAge(home.later(seconds), of: ".aws/config")
            #expect(try await !isFresh(said), "a change \(seconds) s from the look")
        }
        home.folder.setAge(home.later(-2), of: ".aws/config")
        #expect(try await isFresh(said))
    }

    /// What was changed in the second of its age may have been changed after the look.
    @Test func `One that is good is kept, and one that may be stale is not`() throws {
        let first = try record(statements())
        home.clock.advance(seconds: 60)
        #expect(try record(statements()) == first)
        home.folder.setAge(Instant(seconds: first.age), of: ".aws/config")
        let second = try record(statements())
        #expect(second.path != first.path && second.age == home.clock.now.seconds - 2)
        #expect(try LocalFiles().status(first.path) == nil, "the shells that have it notice")
    }

    @Test func `Each state of the variables has a place of its own, and no secret is in a name or a text`() throws {
        let context = home.context([
            "AWS_PROFILE": "dev", "AWS_SECRET_ACCESS_KEY": "very-secret", "AWS_SESSION_TOKEN": "very-secret",
        ])
        let said = ShellPromptCache(PromptSegment.load(context), context, .bash).statements()
        #expect(try record(said).path != record(statements()).path)
        #expect(!PromptVariables.state(of: context.environment).contains("very-secret"))
        for shell in Shell.allCases {
            #expect(!ShellPromptCache(PromptSegment.load(context), context, shell).statements().contains("very-secret"))
        }
    }

    @Test func `Every variable of the list is one that the code spells, and none is there twice`() {
        let all = PromptVariables.names + PromptVariables.secrets
        #expect(Set(all).count == all.count)
        #expect(PromptVariables.secrets == [EnvironmentKey.secretAccessKey])
    }
}
