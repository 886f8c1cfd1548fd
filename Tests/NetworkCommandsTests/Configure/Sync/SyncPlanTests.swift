import Engine
import PluginKit
import Testing

@testable import NetworkCommands

@Suite struct `The plan of a sync` {
    private static let dev = Account(id: "111111111111", name: "dev", emailAddress: nil)
    private static let prod = Account(id: "222222222222", name: "prod", emailAddress: nil)

    private func role(_ account: Account, _ role: String, session: String = "corp") -> GrantedRole {
        GrantedRole(session: session, startURL: "https://acme.awsapps.com/start", account: account, role: role)
    }

    private func plan(
        _ config: String, _ roles: [GrantedRole], _ choice: SyncProfileRules = SyncProfileRules(),
        denied: [Account] = [],
        isPruning: Bool = false
    ) throws -> SyncPlan {
        let session = DiscoveredSession(name: "corp", roles: roles, deniedAccounts: denied)
        return SyncPlan([session], choice, isPruning: isPruning, in: try ConfigText(Array(config.utf8), path: "config"))
    }

    private func applied(_ plan: SyncPlan, to config: String) throws -> String {
        let text = try ConfigText(Array(config.utf8), path: "config")
        return String(decoding: try text.applying(plan.edits).bytes, as: UTF8.self)
    }

    @Test func `every role gets a profile, and a second run changes nothing`() throws {
        let config = "# mine\n[default]\nregion = eu-west-1\n"
        let roles = [role(Self.dev, "Admin"), role(Self.prod, "Admin")]
        let first = try plan(config, roles)
        let written = try applied(first, to: config)
        #expect(
            written == """
                # mine
                [default]
                region = eu-west-1

                # awsx sync corp
                [profile corp-dev-Admin]
                sso_session = corp
                sso_account_id = 111111111111
                sso_role_name = Admin

                # awsx sync corp
                [profile corp-prod-Admin]
                sso_session = corp
                sso_account_id = 222222222222
                sso_role_name = Admin

                """)
        let second = try plan(written, roles, isPruning: true)
        #expect(second.isEmpty)
        #expect(second.unchanged == 2)
    }

    @Test func `keys of its own profiles are set right, other keys of theirs are kept`() throws {
        let config = """
            # awsx sync corp
            [profile corp-dev-Admin]
            sso_session = corp
            sso_account_id = 999999999999 ; old
            sso_role_name = Admin
            region = eu-north-1
            cli_pager =

            """
        let plan = try plan(config, [role(Self.dev, "Admin")])
        #expect(
            plan.changes == [
                .init(
                    name: "corp-dev-Admin", session: "corp",
                    keys: [.init(key: "sso_account_id", old: "999999999999 ; old", new: "111111111111")])
            ])
        #expect(try applied(plan, to: config) == config.replacing("999999999999 ; old", with: "111111111111"))
    }

    @Test func `a region is set only when it was named`() throws {
        let config =
            "# awsx sync corp\n[profile corp-dev-Admin]\nsso_session = corp\nsso_account_id = 111111111111\nsso_role_name = Admin\nregion = eu-north-1\n"
        #expect(try plan(config, [role(Self.dev, "Admin")]).isEmpty)
        let moved = try plan(config, [role(Self.dev, "Admin")], SyncProfileRules(regions: ["eu-west-1"]))
        #expect(moved.changes.map(\.keys) == [[.init(key: "region", old: "eu-north-1", new: "eu-west-1")]])
    }

    @Test func `what becomes of the region is said where profiles are added`() throws {
        let added = try plan("", [role(Self.dev, "Admin")])
        let none = SyncDiff(plan: added, path: "config", deniedAccounts: [])
        #expect(none.regionRemark == "new profiles get no region; --region REGION writes one")
        let one = SyncDiff(plan: added, path: "config", deniedAccounts: [], regions: ["eu-west-1"])
        #expect(one.regionRemark == "new profiles get the region eu-west-1")
        let same = try plan(try applied(added, to: ""), [role(Self.dev, "Admin")])
        #expect(SyncDiff(plan: same, path: "config", deniedAccounts: []).regionRemark == nil)
    }

    @Test func `a template that makes names which not every SDK finds is told`() throws {
        let template = try NameTemplate(parsing: "{account} {role}", at: .argument("t"))
        let plan = try plan(
            "", [role(Self.dev, "Admin"), role(Self.prod, "Admin")], SyncProfileRules(template: template))
        #expect(
            SyncDiff(plan: plan, path: "config", deniedAccounts: []).remarks == [
                "some SDKs can't find the profile 'dev Admin' and 1 more: use |slug in the name template"
            ])
    }

    @Test func `several regions make a profile each`() throws {
        let plan = try plan("", [role(Self.dev, "Admin")], SyncProfileRules(regions: ["eu-west-1", "us-east-1"]))
        #expect(plan.inserts.map(\.name) == ["corp-dev-Admin-eu-west-1", "corp-dev-Admin-us-east-1"])
        #expect(plan.inserts.map(\.region) == ["eu-west-1", "us-east-1"])
    }

    @Test func `two accounts of one name clash, are both named and written by nobody`() throws {
        let twin = Account(id: "333333333333", name: "dev", emailAddress: nil)
        let roles = [role(Self.dev, "Admin"), role(twin, "Admin"), role(Self.prod, "Admin")]
        let plan = try plan("", roles)
        #expect(plan.inserts.map(\.name) == ["corp-prod-Admin"])
        #expect(plan.clashes == [.init(name: "corp-dev-Admin", roles: [roles[0], roles[1]])])
        #expect(!plan.isComplete)
        let diff = SyncDiff(plan: plan, path: "config", deniedAccounts: [])
        #expect(
            diff.remarks == [
                "no profile corp-dev-Admin: dev (111111111111)/Admin and dev (333333333333)/Admin would both get that name"
            ])
        let byID = try NameTemplate(parsing: "{account}-{id}", at: .argument("t"))
        #expect(try self.plan("", roles, SyncProfileRules(template: byID)).isComplete)
    }

    @Test func `a clash leaves what sync wrote before as it is, also when it prunes`() throws {
        let roles = [role(Self.dev, "Admin")]
        let config = try applied(try plan("", roles), to: "")
        let twin = Account(id: "333333333333", name: "dev", emailAddress: nil)
        let clashing = try plan(config, roles + [role(twin, "Admin")], isPruning: true)
        #expect(clashing.isEmpty)
        #expect(clashing.clashes.count == 1)
    }

    @Test func `a profile of the user's own is never touched`() throws {
        let other =
            "[profile corp-dev-Admin]\nsso_session = old\nsso_account_id = 111111111111\nsso_role_name = Admin\n"
        let held = try plan(other, [role(Self.dev, "Admin")], isPruning: true)
        #expect(held.isEmpty)
        #expect(held.held.map(\.name) == ["corp-dev-Admin"])
        #expect(held.held.first?.location == .file("config", line: 1))
        let same = other.replacing("old", with: "corp")
        let present = try plan(same, [role(Self.dev, "Admin")], SyncProfileRules(regions: ["eu-west-1"]))
        #expect(present.isEmpty && present.isComplete && present.unchanged == 1)
        // The name counts, however its header is spelt.
        let spelt = "[profile \"corp-dev-Admin\"]\nregion = x\n"
        #expect(try plan(spelt, [role(Self.dev, "Admin")]).held.count == 1)
    }

    @Test func `nobody becomes default`() throws {
        let template = try NameTemplate(parsing: "{account}", at: .argument("t"))
        let account = Account(id: "111111111111", name: "default", emailAddress: nil)
        let plan = try plan("", [role(account, "Admin")], SyncProfileRules(template: template))
        #expect(plan.isEmpty && plan.clashes.count == 1)
    }

    @Test func `only what sync wrote and what is gone is pruned`() throws {
        let mark = "# awsx sync corp"
        func section(_ name: String, _ account: String, _ role: String) -> String {
            "[profile \(name)]\nsso_session = corp\nsso_account_id = \(account)\nsso_role_name = \(role)\n\n"
        }
        let config =
            "\(mark)\n" + section("corp-dev-Admin", "111111111111", "Admin")
            + "\(mark)\n" + section("corp-dev-Gone", "111111111111", "Gone")
            + "# awsx sync other\n" + section("other-Gone", "111111111111", "Gone")
            + " \(mark)\n" + section("indented", "111111111111", "Gone")
            + "\(mark)\n\n" + section("apart", "111111111111", "Gone")
            + section("mine", "111111111111", "Gone")
        let kept = try plan(config, [role(Self.dev, "Admin")])
        #expect(kept.isEmpty)
        #expect(kept.stale.map(\.name) == ["corp-dev-Gone"])
        let pruning = try plan(config, [role(Self.dev, "Admin")], isPruning: true)
        #expect(pruning.removals.map(\.name) == ["corp-dev-Gone"])
        let gone = "\(mark)\n" + section("corp-dev-Gone", "111111111111", "Gone")
        #expect(try applied(pruning, to: config) == config.replacing(gone, with: ""))
    }

    @Test func `accounts that AWS wouldn't list keep their profiles`() throws {
        let config = try applied(try plan("", [role(Self.dev, "Admin"), role(Self.prod, "Admin")]), to: "")
        let plan = try plan(config, [role(Self.dev, "Admin")], denied: [Self.prod], isPruning: true)
        #expect(plan.isEmpty && plan.stale.isEmpty)
    }

    @Test func `what a pattern leaves out is neither written nor pruned`() throws {
        let roles = [role(Self.dev, "Admin"), role(Self.prod, "Admin"), role(Self.prod, "ReadOnly")]
        let config = try applied(try plan("", roles), to: "")
        #expect(try plan(config, roles, SyncProfileRules(include: ["dev"]), isPruning: true).isEmpty)
        let names = { (choice: SyncProfileRules) in try plan("", roles, choice).inserts.map(\.name) }
        #expect(try names(SyncProfileRules(include: ["222222222222"])) == ["corp-prod-Admin", "corp-prod-ReadOnly"])
        #expect(try names(SyncProfileRules(exclude: ["Read*"])) == ["corp-dev-Admin", "corp-prod-Admin"])
        #expect(
            try names(SyncProfileRules(include: ["*-prod-*", "dev"], exclude: ["Admin"])) == ["corp-prod-ReadOnly"])
        #expect(try names(SyncProfileRules(include: ["nothing"])).isEmpty)
    }

    @Test func `a new template renames what sync wrote`() throws {
        let roles = [role(Self.dev, "Admin")]
        let config = try applied(try plan("", roles), to: "")
        let template = try NameTemplate(parsing: "{account}.{role}", at: .argument("t"))
        let plan = try plan(config, roles, SyncProfileRules(template: template), isPruning: true)
        #expect(plan.inserts.map(\.name) == ["dev.Admin"])
        #expect(plan.removals.map(\.reason) == [.renamed])
        let renamed = try applied(plan, to: config)
        #expect(renamed == config.replacing("corp-dev-Admin", with: "dev.Admin"))
    }

    @Test func `a profile whose new name is taken is not removed, since nothing comes in its place`() throws {
        let roles = [role(Self.dev, "Admin")]
        let mine = "[profile dev.Admin]\nregion = eu-west-1\n\n"
        let config = mine + (try applied(try plan("", roles), to: ""))
        let template = try NameTemplate(parsing: "{account}.{role}", at: .argument("t"))
        let plan = try plan(config, roles, SyncProfileRules(template: template), isPruning: true)
        #expect(plan.held.map(\.name) == ["dev.Admin"])
        #expect(plan.isEmpty && plan.stale.isEmpty && !plan.isComplete)
        #expect(try applied(plan, to: config) == config)
    }

    @Test func `nor is one whose new name two roles would have, or nobody can`() throws {
        let roles = [role(Self.dev, "Admin"), role(Self.dev, "Reader")]
        let config = try applied(try plan("", roles), to: "")
        let template = try NameTemplate(parsing: "{account}", at: .argument("t"))
        let clashing = try plan(config, roles, SyncProfileRules(template: template), isPruning: true)
        #expect(clashing.clashes.map(\.name) == ["dev"])
        #expect(clashing.isEmpty && clashing.stale.isEmpty)
        let unnamed = Account(id: "111111111111", name: "default", emailAddress: nil)
        let one = [role(unnamed, "Admin")]
        let written = try applied(try plan("", one), to: "")
        let unusable = try plan(written, one, SyncProfileRules(template: template), isPruning: true)
        #expect(unusable.clashes.map(\.name) == ["default"])
        #expect(unusable.isEmpty && unusable.stale.isEmpty)
    }

    @Test func `of several new names one that is taken is enough to keep the old one`() throws {
        let roles = [role(Self.dev, "Admin")]
        let mine = "[profile corp-dev-Admin-us-east-1]\nregion = us-east-1\n\n"
        let config = mine + (try applied(try plan("", roles), to: ""))
        let choice = SyncProfileRules(regions: ["eu-west-1", "us-east-1"])
        let plan = try plan(config, roles, choice, isPruning: true)
        #expect(plan.inserts.map(\.name) == ["corp-dev-Admin-eu-west-1"])
        #expect(plan.removals.isEmpty && plan.stale.isEmpty)
        let free = String(config.dropFirst(mine.count))
        #expect(try self.plan(free, roles, choice, isPruning: true).removals.map(\.name) == ["corp-dev-Admin"])
    }

    @Test func `of a session that wasn't asked about nothing is known, nor of roles in another session`() throws {
        let roles = [role(Self.dev, "Admin")]
        let config = try applied(try plan("", roles), to: "").replacing("corp", with: "labs")
        #expect(try plan(config, roles, isPruning: true).stale.isEmpty)
        // Marked for this session, with the settings of another one: the mark counts.
        let moved = try applied(try plan("", roles), to: "")
            .replacing("sso_session = corp", with: "sso_session = labs").replacing("Admin", with: "Gone")
        #expect(try plan(moved, roles, isPruning: true).stale.map(\.reason) == [.gone])
    }

    @Test func `line ends and foreign bytes stay`() throws {
        let config = "; \u{fffd} mine\r\n[profile a]\r\nregion=x"
        let written = try applied(try plan(config, [role(Self.dev, "Admin")]), to: config)
        #expect(written.hasPrefix(config))
        #expect(!written.replacing("\r\n", with: "").contains("\n"))
    }

    @Test func `the diff shows what comes, changes and goes`() throws {
        let config = """
            # awsx sync corp
            [profile corp-dev-Admin]
            sso_session = corp
            sso_account_id = 9
            sso_role_name = Admin

            # awsx sync corp
            [profile gone]
            sso_session = corp
            sso_account_id = 8
            sso_role_name = Gone

            """
        let plan = try plan(config, [role(Self.dev, "Admin"), role(Self.prod, "Admin")], isPruning: true)
        let diff = SyncDiff(plan: plan, path: "~/.aws/config", deniedAccounts: [("corp", Self.prod)], isWhole: true)
        #expect(
            diff.text(.init(isColoured: false)) == """
                - # awsx sync corp
                - [profile gone]
                - sso_session = corp
                - sso_account_id = 8
                - sso_role_name = Gone

                  [profile corp-dev-Admin]
                - sso_account_id = 9
                + sso_account_id = 111111111111

                + # awsx sync corp
                + [profile corp-prod-Admin]
                + sso_session = corp
                + sso_account_id = 222222222222
                + sso_role_name = Admin

                ~/.aws/config: 1 to add, 1 to change, 1 to remove

                """)
        let short = SyncDiff(plan: plan, path: "~/.aws/config", deniedAccounts: [])
        #expect(
            short.text(.init(isColoured: false)) == """
                -  gone             you no longer have this role
                ~  corp-dev-Admin   sso_account_id 9 → 111111111111
                +  corp-prod-Admin  prod (222222222222)              Admin

                ~/.aws/config: 1 to add, 1 to change, 1 to remove

                """)
        let narrow = SyncDiff(plan: plan, path: "~/.aws/config", deniedAccounts: [], columns: 41)
        #expect(narrow.text(.init(isColoured: false)).hasPrefix("-  gone             you no longer have t…\n"))
        let narrower = SyncDiff(plan: plan, path: "~/.aws/config", deniedAccounts: [], columns: 15)
        #expect(narrower.text(.init(isColoured: false)).hasPrefix("-  gone\n~  corp-dev-Ad…\n+  corp-prod-A…\n\n"))
        #expect(diff.json["add"]?.array?.first?["settings"]?["sso_role_name"]?.string == "Admin")
        #expect(diff.json["change"]?.array?.first?["settings"]?["sso_account_id"]?["old"]?.string == "9")
        #expect(diff.json["remove"]?.array?.first?["reason"]?.string == "gone")
        #expect(diff.json["denied"]?.array?.count == 1)
    }
}
