import Engine
import SystemKit
import SystemPackage
import TestSupport
import Testing

@testable import CoreCommands

/// What `--fix` does once it is agreed to.
struct FixRunnerTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private static let code = Diagnosis.Code("a-code", .files, .note, "what is so")

    private func finding(_ fix: Fix?) -> Diagnosis { Diagnosis(Self.code, "what", fix: fix) }

    private var repairs: FixRunner { FixRunner(context: home.context(), isAgreed: true) }

    @Test func `Only what is still proposed at the second look is done`() throws {
        try home.folder.put("[default]\n", at: ".aws/credentials", mode: 0o640)
        try home.folder.put("{}", at: ".aws/sso/cache/a.json", mode: 0o644)
        try home.folder.put("", at: "kept", mode: 0o644)
        let token = Fix.mode(home.folder.path(".aws/sso/cache/a.json"), 0o600)
        // The same file, but other bits than the second look finds right.
        let narrow = Fix.mode(home.folder.path(".aws/credentials"), 0o400)
        let kept = Fix.remove(home.folder.path("kept"))
        let done = try repairs.carryOut([finding(token), finding(nil), finding(narrow), finding(kept)])
        #expect(done == [FixResult(fix: token, failure: nil)])
        #expect(try home.folder.mode(".aws/sso/cache/a.json") == 0o600)
        #expect(try home.folder.mode(".aws/credentials") == 0o640)
        #expect(try home.folder.names().contains("kept"))
    }

    @Test func `What comes up only at the second look was not agreed to`() throws {
        try home.folder.put("[default]\n", at: ".aws/credentials", mode: 0o644)
        let done = try repairs.carryOut([finding(.mode(home.folder.path("b"), 0o600))])
        #expect(done == [])
        #expect(try home.folder.mode(".aws/credentials") == 0o644)
    }

    @Test func `Where nothing can be mended nobody is asked, and nothing looked at again`() throws {
        // A look at anything would end the test.
        let done = try FixRunner(context: .unprepared, isAgreed: false).carryOut([finding(nil)])
        #expect(done == [])
    }

    @Test func `One that fails is told, and the next is done`() throws {
        try home.folder.put("[default]\n", at: ".aws/credentials", mode: 0o644)
        try home.folder.put("{}", at: ".aws/sso/cache/a.json", mode: 0o644)
        home.files.fail(.setMode, .notPermitted, endingIn: "credentials")
        let fixes = [".aws/credentials", ".aws/sso/cache/a.json"].map { Fix.mode(home.folder.path($0), 0o600) }
        let done = try repairs.carryOut(fixes.map(finding))
        #expect(done?.map(\.fix) == fixes)
        #expect(done?[0].failure?.code == .fileUnwritable && done?[1].failure == nil)
        #expect(try home.folder.mode(".aws/credentials") == 0o644)
        #expect(try home.folder.mode(".aws/sso/cache/a.json") == 0o600)
    }
}
