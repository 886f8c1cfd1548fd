import Engine
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

@Suite struct PromptSegmentTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func segment(tokenEndsIn seconds: Int64, refreshToken: String? = nil) throws -> PromptSegment {
        try home.folder.put(
            """
            [sso-session corp]
            sso_start_url = https://corp.awsapps.com/start
            sso_region = eu-west-1
            [profile dev]
            sso_session = corp
            sso_account_id = 111111111111
            sso_role_name = Admin
            """, at: ".aws/config")
        try home.sign(in: .corp, endsIn: seconds, refreshToken: refreshToken)
        return PromptSegment.load(home.context(["AWS_PROFILE": "dev"]))
    }

    @Test func `A time is spelt as the shells spell it`() {
        for (seconds, text) in TimeLeftSpellings.table { #expect(PromptSegment.left(Int64(seconds)) == text) }
    }

    @Test(arguments: TimeLeftSpellings.table.map(\.seconds))
    func `What is left stands behind the profile`(seconds: Int) throws {
        let segment = try segment(tokenEndsIn: Int64(seconds))
        #expect(segment.text(at: home.clock.now) == "dev \(PromptSegment.left(Int64(seconds)))")
        #expect(segment.state(at: home.clock.now) == "valid")
    }

    @Test func `At its very end a login is over, with the same text for people and for shells`() throws {
        let segment = try segment(tokenEndsIn: 100)
        for (seconds, state, text) in [
            (99 as Int64, "valid", "dev <1m"), (100, "login-needed", "dev login needed"),
            (101, "login-needed", "dev login needed"),
        ] {
            #expect(segment.state(at: home.later(seconds)) == state && segment.text(at: home.later(seconds)) == text)
        }
        #expect(segment.ink(at: home.later(99)) == .cyan && segment.ink(at: home.later(100)) == .yellow)
    }

    @Test func `What can be renewed is so until the registration's end`() throws {
        let segment = try segment(tokenEndsIn: 100, refreshToken: "r")
        #expect(segment.state(at: home.later(100)) == "renewable")
        let end = segment.renewable.seconds - home.clock.now.seconds
        #expect(end > 100)
        #expect(segment.state(at: home.later(end - 1)) == "renewable")
        #expect(segment.state(at: home.later(end)) == "login-needed")
    }
}
