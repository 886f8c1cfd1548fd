import Engine
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

/// What `--fix` does once it is agreed to.
struct RepairsTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private static let code = Diagnosis.Code("a-code", .files, .note, "what is so")

    private func finding(_ fix: Fix?) -> Diagnosis { Diagnosis(Self.code, "what", fix: fix) }

    private var repairs: Repairs { Repairs(context: home.context(), isAgreed: true) }

    @Test func `Only what is still proposed at the second look is done`() throws {
        for name in ["gone", "changed", "kept"] { try home.folder.put("", at: name, mode: 0o644) }
        let remove = Fix.remove(home.folder.path("gone"))
        let narrow = Fix.mode(home.folder.path("changed"), 0o600)
        let kept = Fix.remove(home.folder.path("kept"))
        let done = try repairs.carryOut([finding(remove), finding(nil), finding(narrow), finding(kept)]) {
            // The same file, but other bits than were shown.
            [finding(remove), finding(.mode(home.folder.path("changed"), 0o400)), finding(nil)]
        }
        #expect(done == [Repair(fix: remove, failure: nil)])
        #expect(try home.folder.names().sorted() == ["changed", "kept"])
        #expect(try home.folder.mode("changed") == 0o644)
    }

    @Test func `What comes up only at the second look was not agreed to`() throws {
        try home.folder.put("", at: "a")
        let other = Fix.remove(home.folder.path("a"))
        let done = try repairs.carryOut([finding(.mode(home.folder.path("b"), 0o600))]) { [finding(other)] }
        #expect(done.isEmpty)
        #expect(try home.folder.names() == ["a"])
    }

    @Test func `Where nothing can be mended nobody is asked, and nothing looked at again`() throws {
        let unagreed = Repairs(context: home.context(), isAgreed: false)
        let done = try unagreed.carryOut([finding(nil)]) {
            Issue.record("it looked again")
            return []
        }
        #expect(done.isEmpty)
    }

    @Test func `One that fails is told, and the next is done`() throws {
        try home.folder.put("", at: "a", mode: 0o644)
        let fixes = [Fix.mode(home.folder.path("none"), 0o600), .mode(home.folder.path("a"), 0o600)]
        let done = try repairs.carryOut(fixes.map(finding)) { fixes.map(finding) }
        #expect(done.map(\.fix) == fixes)
        #expect(done[0].failure?.code == .fileUnwritable && done[1].failure == nil)
        #expect(try home.folder.mode("a") == 0o600)
    }
}
