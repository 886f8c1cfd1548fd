import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

/// What status says, for people and for programs.
struct StatusReportTests {
    private let core: CoreHome
    private var home: TestHome { core.home }

    init() throws { core = try CoreHome() }

    private func answer(_ profile: String, caller: JSON? = nil) throws -> StatusReport {
        let identity = try core.service().resolver.resolve(IdentityRequest(profile: profile))
        return StatusReport(
            facts: try StatusFacts.load(identity, core.context()), caller: caller, time: LocalTime(home.clock.clock))
    }

    private func text(_ profile: String, caller: JSON? = nil) throws -> String {
        try answer(profile, caller: caller).text(Style(isColoured: false))
    }

    @Test func `A session that nobody has signed in to`() throws {
        #expect(
            try text("dev") == """
                profile   dev
                account   111111111111
                role      Admin
                session   corp
                region    eu-west-1 (\(home.path)/.aws/config:9)
                provider  sso
                state     login needed
                → awsx login dev

                """)
        let json = try answer("dev").json
        #expect(json["state"]?.string == "login-needed" && json["loginCommand"]?.string == "awsx login dev")
        #expect(json["secondsLeft"] == .null && json["renewable"] == .bool(false))
    }

    /// Seconds that the token and the role's keys have left, and the lines that tell of them.
    @Test(
        arguments: [
            (
                3600, nil,
                ["state     valid 1h00m", "token     until 01:00 (1h00m left), renewable"]
            ),
            (
                3600, 60,
                [
                    "state        valid 1m", "credentials  until 00:01 (1m left)",
                    "token        until 01:00 (1h00m left), renewable",
                ]
            ),
            (
                0, 0,
                [
                    "state        renewable", "credentials  expired 00:00 (0s ago)",
                    "token        expired 00:00 (0s ago), renewable",
                ]
            ),
            (1, nil, ["state     valid 1s", "token     until 00:00 (1s left), renewable"]),
        ] as [(Int64, Int64?, [String])])
    func `How long token and keys last`(token: Int64, keys: Int64?, lines: [String]) throws {
        try home.sign(in: .corp, endsIn: token)
        if let keys { try home.cache.save(.of("ASIA", endsAt: home.later(keys)), for: .admin) }
        let text = try text("dev").split(separator: "\n").map(String.init)
        #expect(Array(text.suffix(lines.count)) == lines)
        let left = keys ?? token
        #expect(try answer("dev").json["secondsLeft"] == (left > 0 ? .integer(left) : .null))
    }

    @Test func `A role tells of what it is asked for with`() throws {
        try home.sign(in: .corp, endsIn: 3600)
        let text = try text("role")
        #expect(text.contains("credentials  none cached\n"))
        #expect(text.contains("source       dev: sso, valid 1h00m\n"))
        let json = try answer("role").json
        let source = try #require(json["sources"]?.array?.first)
        #expect(source["source"]?.string == "dev" && source["provider"]?.string == "sso")
        #expect(source["state"]?.string == "valid" && json["state"]?.string == "renewable")
        #expect(json["accountId"]?.string == "333333333333" && json["roleName"]?.string == "Deploy")
    }

    @Test func `Keys have no end, and nothing is to be done about them`() throws {
        let text = try text("keys")
        #expect(text.contains("state     permanent keys\n") && !text.contains("→") && !text.contains("credentials"))
        #expect(try answer("keys").json["loginCommand"] == .null)
    }

    @Test func `What AWS said is told where it was asked`() throws {
        let arn = "arn:aws:sts::111111111111:assumed-role/Admin/ada"
        let caller = JSON.object(["arn": .string(arn)])
        #expect(try text("dev", caller: caller).contains("AWS says  \(arn)\n"))
        #expect(try answer("dev", caller: caller).json["caller"]?["arn"]?.string == arn)
        #expect(try answer("dev").json["caller"] == .null)
    }

    @Test func `Keys of the environment have no profile`() throws {
        let service = try core.service(["AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "s"])
        let identity = try service.resolver.resolve(IdentityRequest())
        let answer = StatusReport(
            facts: try StatusFacts.load(identity, service.context), caller: nil, time: LocalTime(home.clock.clock))
        #expect(answer.text(Style(isColoured: false)).hasPrefix("profile   none: keys from the environment\n"))
        #expect(answer.json["profile"] == .null)
    }
}
