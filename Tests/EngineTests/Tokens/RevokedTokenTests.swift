import Engine
import SystemKit
import SystemPackage
import TestSupport
import Testing

struct RevokedTokenTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private var revoked: RevokedToken { RevokedToken(files: home.files, path: "\(home.path)/note") }

    @Test func `A revocation is known of that token alone, and stops requests for a quarter of an hour`() throws {
        #expect(revoked.reason(Secret("RT-A"), at: home.clock.now) == nil)
        revoked.note(Secret("RT-A"), reason: "InvalidGrantException", at: home.clock.now)
        #expect(revoked.reason(Secret("RT-A"), at: home.later(900)) == "InvalidGrantException")
        #expect(revoked.reason(Secret("RT-B"), at: home.clock.now) == nil)
        #expect(revoked.reason(Secret("RT-A"), at: home.later(901)) == nil)
        #expect(revoked.matches(Secret("RT-A")) && !revoked.matches(Secret("RT-B")))
    }

    @Test func `A clock that was put back an hour makes the note worthless`() {
        revoked.note(Secret("RT-A"), reason: "x", at: home.clock.now)
        #expect(revoked.reason(Secret("RT-A"), at: home.later(-3600)) == nil)
    }

    /// Clocks of two machines on one home folder differ a little.
    @Test(arguments: [(-60, true), (-61, false), (0, true), (900, true), (901, false)] as [(Int64, Bool)])
    func `A note from a minute ahead to a quarter of an hour ago counts`(seconds: Int64, counts: Bool) {
        revoked.note(Secret("RT-A"), reason: "x", at: home.clock.now)
        #expect((revoked.reason(Secret("RT-A"), at: home.later(seconds)) != nil) == counts)
    }

    @Test func `The note is private and holds no token`() throws {
        revoked.note(Secret("RT-CANARY"), reason: "x", at: home.clock.now)
        #expect(try home.folder.mode("note") == 0o600)
        #expect(try home.folder.text("note")?.contains("CANARY") == false)
    }

    @Test(arguments: ["", "{", "[]", "{}", #"{"token": 7}"#]) func `A broken note is none`(text: String) throws {
        try home.folder.put(text, at: "note")
        #expect(revoked.reason(Secret("RT-A"), at: home.clock.now) == nil)
        #expect(!revoked.matches(Secret("RT-A")))
    }

    @Test func `What is forgotten matches no more`() {
        revoked.note(Secret("RT-A"), reason: "x", at: home.clock.now)
        revoked.forget()
        #expect(!revoked.matches(Secret("RT-A")))
    }

    @Test func `A disk that takes no note is no error`() {
        home.files.fail(.write, .noSpace)
        revoked.note(Secret("RT-A"), reason: "x", at: home.clock.now)
        #expect(revoked.reason(Secret("RT-A"), at: home.clock.now) == nil)
    }
}
