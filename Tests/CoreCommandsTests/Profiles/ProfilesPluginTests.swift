import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

/// The table of profiles.
struct ProfilesPluginTests {
    private let core: CoreHome

    init() throws { core = try CoreHome(CoreHome.config.replacing("ops team", with: "データ基盤")) }

    private func answer(isLong: Bool = false) throws -> ProfilesReport {
        let service = try core.service()
        var files = CredentialValidityReader(service.context)
        let sources = CredentialOriginResolver(config: service.config, environment: service.context.environment)
        let rows = try service.config.profileNames.map { name in
            let profile = try #require(service.config.profile(name))
            return ProfileRow(profile, isActive: name == "dev", sources, &files)
        }
        return ProfilesReport(rows: rows, isLong: isLong, now: core.home.clock.now)
    }

    @Test func `Columns stand one below the other, however wide a name is`() throws {
        try core.home.sign(in: .corp, endsIn: 3600)
        #expect(
            try answer().text(Style(isColoured: false)) == """
                   profile     account       role    state
                *  dev         111111111111  Admin   valid 1h00m
                   データ基盤  222222222222  Admin   valid 1h00m
                   keys                              permanent keys
                   role        333333333333  Deploy  renewable
                   broken                            unusable

                """)
    }

    @Test func `Long, session, region and what is wrong as well`() throws {
        let lines = try answer(isLong: true).text(Style(isColoured: false)).split(separator: "\n")
        #expect(lines[0].hasSuffix("session  region     problem"))
        #expect(lines[1].hasSuffix("login needed    corp     eu-west-1"))
        #expect(lines[5].contains("unusable") && lines[5].contains("nowhere"))
    }

    @Test func `For programs each is an object`() throws {
        let profiles = try #require(try answer().json["profiles"]?.array)
        #expect(profiles.map { $0["profile"]?.string } == ["dev", "データ基盤", "keys", "role", "broken"])
        #expect(profiles[0]["active"] == .bool(true) && profiles[1]["active"] == .bool(false))
        #expect(profiles[0]["state"]?.string == "login-needed" && profiles[0]["session"]?.string == "corp")
        #expect(profiles[2]["provider"]?.string == "config-file" && profiles[2]["accountId"] == .null)
        #expect(profiles[4]["state"]?.string == "unusable" && profiles[4]["problem"]?.string != nil)
    }

    /// What the command prints for words: the names of the rows.
    private func names(_ words: String) throws -> [String] {
        let streams = core.home.said
        let before = streams.output.count
        _ = try ProfilesPlugin().run(
            Invocation(
                rawWords: (words.split(separator: " ").map(String.init) + ["--json"]).map { Array($0.utf8) },
                context: core.context()))
        let json = try JSON(parsing: Array(streams.output.dropFirst(before).utf8))
        return (json["profiles"]?.array ?? []).compactMap { $0["profile"]?.string }
    }

    @Test func `A pattern, a part of a name, a session and a state choose among them`() throws {
        #expect(try names("*") == ["dev", "データ基盤", "keys", "role", "broken"])
        #expect(try names("?e*") == ["dev", "keys"])
        #expect(try names("RO") == ["role", "broken"])
        #expect(try names("--session corp") == ["dev", "データ基盤", "role"])
        #expect(try names("--state unusable") == ["broken"])
        #expect(try names("--state login-needed d*") == ["dev"])
        #expect(try names("zzz") == [])
    }

    @Test func `What there is not is a mistake, not an empty list`() throws {
        for (words, status) in [(["--state", "fine"], ExitStatus.usage), (["--session", "crop"], .notFound)] {
            let failure = try #require(throws: Failure.self) {
                try ProfilesPlugin().run(
                    Invocation(rawWords: words.map { Array($0.utf8) }, context: core.context()))
            }
            #expect(failure.status == status, "\(failure)")
        }
    }
}
