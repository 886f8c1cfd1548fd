import Engine
import SystemKit
import SystemPackage
import TestSupport
import Testing

struct RefusedTokenTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private var refused: RefusedToken { RefusedToken(files: home.files, path: "\(home.path)/note") }

    @Test func `A refusal is known of that token alone, for a quarter of an hour`() throws {
        #expect(refused.reason(Secret("RT-A"), at: home.clock.now) == nil)
        refused.note(Secret("RT-A"), reason: "InvalidGrantException", at: home.clock.now)
        #expect(refused.reason(Secret("RT-A"), at: home.later(900)) == "InvalidGrantException")
        #expect(refused.reason(Secret("RT-B"), at: home.clock.now) == nil)
        #expect(refused.reason(Secret("RT-A"), at: home.later(901)) == nil)
    }

    @Test func `A clock that was put back an hour makes the note worthless`() {
        refused.note(Secret("RT-A"), reason: "x", at: home.clock.now)
        #expect(refused.reason(Secret("RT-A"), at: home.later(-3600)) == nil)
    }

    @Test func `The note is private and holds no token`() throws {
        refused.note(Secret("RT-CANARY"), reason: "x", at: home.clock.now)
        #expect(try home.folder.mode("note") == 0o600)
        #expect(try home.folder.text("note")?.contains("CANARY") == false)
    }

    @Test(arguments: ["", "{", "[]", "{}", #"{"token": 7}"#]) func `A broken note is none`(text: String) throws {
        try home.folder.put(text, at: "note")
        #expect(refused.reason(Secret("RT-A"), at: home.clock.now) == nil)
    }

    @Test func `A disk that takes no note is no error`() {
        home.files.fail(.write, .noSpace)
        refused.note(Secret("RT-A"), reason: "x", at: home.clock.now)
        #expect(refused.reason(Secret("RT-A"), at: home.clock.now) == nil)
    }
}
