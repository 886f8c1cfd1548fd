import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

/// What each kind of word may become.
struct CandidatesTests {
    private let core: CoreHome

    init() throws { core = try CoreHome() }

    private let commands = Candidates.Commands(
        builtIn: { [Manifest(name: "status", summary: "one"), Manifest(name: "exec", summary: "two")] },
        external: {
            [
                Manifest(name: "ecr", summary: "three") {
                    CommandSyntax(options: [.init(["--registry"], .text, "Which\u{1b}[31m.")])
                }, Manifest(name: "exec", summary: "shadowed"),
                Manifest(name: "watch", kinds: [.hook], summary: "four"),
            ]
        })

    private func load(
        _ kind: CandidateKind, _ word: String = "", isLoose: Bool = false, _ core: CoreHome? = nil
    ) throws -> [String] {
        let candidates = Candidates(
            context: (core ?? self.core).context(), filter: CandidateFilter(word, isLoose: isLoose),
            commands: commands)
        return try candidates.load(kind).map {
            String(decoding: $0.value, as: UTF8.self) + ($0.description.isEmpty ? "" : "|\($0.description)")
        }
    }

    @Test func `Profiles come in the file's order, with account, role and state`() throws {
        #expect(
            try load(.profiles) == [
                "dev|111111111111 Admin, login needed", "ops team|222222222222 Admin, login needed",
                "keys|permanent keys", "role|333333333333 Deploy, login needed", "broken|unusable",
            ])
        try core.home.sign(in: .corp, endsIn: 3600)
        #expect(try load(.profiles, "d") == ["dev|111111111111 Admin, valid 1h00m"])
        #expect(try load(.profiles, "TEAM", isLoose: true).count == 1)
        #expect(try load(.profiles, "TEAM").isEmpty)
        #expect(try load(.profiles, "rol") == ["role|333333333333 Deploy, renewable"])
    }

    @Test(arguments: [(50, true), (51, false)])
    func `Up to fifty are described, more are names alone`(count: Int, isDescribed: Bool) throws {
        let section = "sso_session = corp\nsso_account_id = 111111111111\nsso_role_name = Admin\n"
        let config =
            "[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n"
            + (0..<count).map { "[profile p\($0)]\n\(section)" }.joined()
        let found = try load(.profiles, "", try CoreHome(config))
        #expect(found.count == count)
        #expect(found.allSatisfy { $0.contains("|") == isDescribed })
    }

    @Test func `Sessions come with their address`() throws {
        #expect(try load(.sessions) == ["corp|https://corp.awsapps.com/start"])
        #expect(try load(.sessions, "x").isEmpty)
    }

    @Test func `Accounts and roles come once, with what they go with`() throws {
        #expect(try load(.accounts) == ["111111111111|Admin", "222222222222|Admin"])
        #expect(try load(.roles) == ["Admin|111111111111 222222222222"])
        #expect(try load(.accounts, "22") == ["222222222222|Admin"])
        let many = (0..<6).map {
            "[profile p\($0)]\nsso_account_id = 11111111111\($0)\nsso_role_name = Admin\n"
        }
        #expect(
            try load(.roles, "", try CoreHome(many.joined())) == [
                "Admin|111111111110 111111111111 111111111112 111111111113"
            ])
    }

    @Test func `Commands are what can be typed, plugins all there are, each once`() throws {
        #expect(try load(.commands) == ["status|one", "exec|two", "ecr|three"])
        #expect(try load(.plugins) == ["status|one", "exec|two", "ecr|three", "watch|four"])
        #expect(try load(.plugins, "e") == ["exec|two", "ecr|three"])
    }

    @Test func `The words of a command are told by its whole name`() throws {
        #expect(try load(.syntax, "ecr") == [". --registry text Which\\u{1b}[31m"])
        for name in ["ec", "exec", "watch", "nothing", ""] { #expect(try load(.syntax, name).isEmpty) }
    }

    @Test func `Regions and services are those that AWS has published`() throws {
        #expect(try load(.regions, "eu-west-1") == ["eu-west-1|Europe (Ireland)"])
        #expect(try load(.services, "sso-o") == ["sso-oidc"])
        #expect(Set(RegionAndServiceNames.services).count == RegionAndServiceNames.services.count)
        #expect(
            RegionAndServiceNames.services.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } })
    }

    @Test func `Without a configuration there are no profiles, and a broken one is told`() throws {
        let none = try CoreHome("")
        for kind in [CandidateKind.profiles, .sessions, .accounts, .roles] { #expect(try load(kind, "", none).isEmpty) }
        let broken = try CoreHome("[profile dev]\nregion\n")
        #expect(throws: Failure.self) { try load(.profiles, "", broken) }
    }
}
