import Engine
import PluginKit
import Testing

@testable import NetworkCommands

@Suite struct `Names of profiles` {
    private static let long = String(repeating: "x", count: 200)

    private func role(_ account: String?, id: String = "111111111111", role: String = "Admin") -> GrantedRole {
        GrantedRole(
            session: "corp", startURL: "https://acme.awsapps.com/start",
            account: Account(id: id, name: account, emailAddress: "aws+dev@acme.example"), role: role)
    }

    private func name(_ template: String, _ role: GrantedRole, region: String? = nil) throws -> String {
        try NameTemplate(parsing: template, at: .argument("--name-template")).name(for: role, region: region)
    }

    @Test(arguments: [
        ("dev", "corp-dev-Admin"),
        ("Team Data / Prod", "corp-Team-Data-Prod-Admin"),
        ("🚀 Rockets 👩🏽‍💻", "corp-Rockets-Admin"),
        ("1️⃣ first", "corp-1-first-Admin"),
        ("🚀", "corp-111111111111-Admin"),
        (nil, "corp-111111111111-Admin"),
        ("", "corp-111111111111-Admin"),
        ("a\u{1b}[31mb\r\nc\u{202e}d", "corp-a31mbcd-Admin"),
        ("]\n[profile evil]", "corp-profile-evil-Admin"),
        ("It's \"x\" # y;z", "corp-Its-x-yz-Admin"),
        ("Zürich", "corp-Zurich-Admin"),
        ("Zu\u{308}rich", "corp-Zurich-Admin"),
        ("Ünïcödé", "corp-Unicode-Admin"),
        ("Straße Łódź Ærø Þór", "corp-Strasse-Lodz-Aero-Thor-Admin"),
        ("Москва", "corp-Moskva-Admin"),
        ("Αθήνα", "corp-Athina-Admin"),
        ("ｐｒｏｄ ２", "corp-prod-2-Admin"),
        ("東京", "corp-111111111111-Admin"),
        ("日本語", "corp-111111111111-Admin"),
        ("Tokyo 東京", "corp-111111111111-Admin"),
        (long, "corp-\(long)-Admin"),
    ])
    func `the standard template makes a plain name of any account name`(account: String?, expected: String) {
        let name = NameTemplate.standard.name(for: role(account), region: nil)
        #expect(Array(name.utf8) == Array(expected.utf8))
    }

    @Test(arguments: [
        ("{account}/{role}", "Team Data/Admin"),
        ("{org}-{id}-{role|lower}", "acme-111111111111-admin"),
        ("{account|upper|slug}", "TEAM-DATA"),
        ("{account|strip:team|trim}.{role|cut:3}", "Data.Adm"),
        ("{email}", "aws+dev@acme.example"),
        ("  {role} ", "Admin"),
        ("{role}-{region}", "Admin-eu-west-1"),
        ("{session|strip:CORP}{role}", "Admin"),
    ])
    func `fields and helpers`(template: String, expected: String) throws {
        #expect(try name(template, role("Team Data"), region: "eu-west-1") == expected)
    }

    @Test(arguments: ["Zürich", "東京", "Москва 🚀", "a b", "ﬀ ª º ², x"])
    func `the standard name is one that every SDK reads`(account: String) {
        let role = GrantedRole(
            session: "組織", startURL: "https://acme.awsapps.com/start",
            account: Account(id: "111111111111", name: account, emailAddress: nil), role: "Admin")
        let name = NameTemplate.standard.name(for: role, region: nil)
        #expect(name.hasPrefix("acme-") && PortableName.isPortable(name), "\(name)")
    }

    @Test func `an account without an address is named by its id`() throws {
        let role = GrantedRole(
            session: "corp", startURL: "https://x.example", account: Account(id: "2", name: nil, emailAddress: nil),
            role: "R")
        #expect(try name("{email}-{account}-{org}", role) == "2-2-x")
    }

    @Test(arguments: [
        ("{nobody}", "unknown field {nobody}"), ("{role|shout}", "unknown helper |shout"),
        ("{role|cut:0}", "unknown helper |cut:0"), ("{role|strip:}", "unknown helper |strip:"),
        ("{role", "without a }"), ("fixed", "has no field"), ("", "has no field"),
        ("[{role}]", "characters that a profile name can't have"),
        ("{role}\n", "characters that a profile name can't have"),
    ])
    func `a wrong template is explained`(template: String, expected: String) throws {
        let typed = try #require(throws: Failure.self) { try name(template, role("dev")) }
        #expect(typed.message.contains(expected), "\(typed.message)")
        #expect(typed.status == .usage)
        #expect(typed.hint?.words.contains("{account}") == true)
        let written = try #require(throws: Failure.self) {
            try NameTemplate(parsing: template, at: .file("config", line: 3))
        }
        #expect(written.status == .configuration)
    }
}
