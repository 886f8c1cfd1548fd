import Engine
import SystemKit
import TestSupport
import Testing

/// Which rules apply, and what holds where several do.
@Suite struct RuleDecisionTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func decide(
        _ user: String, site: String? = nil, _ subject: RunSubject, _ environment: Environment = Environment()
    ) throws -> RuleDecision {
        if let site { try home.folder.put(site, at: "etc/awsx/config") }
        let set = try RuleSet.load(home.context(), own: OwnConfigText(path: "config", bytes: Array(user.utf8)))
        return set.decision(for: subject, in: environment)
    }

    private static let run = RunSubject(
        profile: "prod-admin", accountID: "111111111111", accountName: "Log Archive", roleName: "Admin",
        command: ["terraform", "apply", "-auto-approve"], agents: ["claude-code", "codex"], isOnTerminal: true)

    @Test(arguments: [
        ("profile = prod-*", true), ("profile = prod-admin", true), ("profile = dev, prod-?dmin", true),
        ("profile = dev prod-*", true), ("profile = prod", false), ("profile = PROD-*", false),
        ("account = 111111111111", true), ("account = 1111*", true), ("account = 2*", false),
        ("account = Log?Archive", true), ("account = Log*", true), ("account = Log", false),
        ("role = Admin", true), ("role = Read*", false),
        ("command = terraform", true), ("command = terraform apply", true), ("command = terraform plan", false),
        ("command = tofu apply, terraform *", true), ("command = terraform apply -auto-approve more", false),
        ("command = apply", false),
        ("agent = any", true), ("agent = none", false), ("agent = codex", true), ("agent = claude-*", true),
        ("agent = gemini-cli", false),
        ("tty = yes", true), ("tty = no", false),
        ("profile = prod-*\nrole = Read*", false), ("profile = prod-*\naccount = 1*\nrole = A*\ntty = yes", true),
    ])
    func `a rule applies where all that it says fits`(conditions: String, applies: Bool) throws {
        let decision = try decide("[rule a]\n\(conditions)\ndeny = yes\n", Self.run)
        #expect((decision.denial != nil) == applies)
        #expect(decision.applied.map(\.rule) == (applies ? ["a"] : []))
    }

    @Test func `a rule without conditions is for every run, and a run without a profile has none that a glob fits`()
        throws
    {
        #expect(try decide("[rule a]\ndeny = yes\n", RunSubject(profile: nil)).denial != nil)
        #expect(try decide("[rule a]\nprofile = *\ndeny = yes\n", RunSubject(profile: nil)).denial == nil)
    }

    @Test(arguments: ["account = 222222222222", "account = Production", "role = Admin"])
    func `what isn't known of a run binds it and frees nobody`(condition: String) throws {
        let unknown = RunSubject(profile: "dev", agents: ["a"])
        let bound = try decide("[rule a]\n\(condition)\ndeny = yes\nscope = none\ntags = x\n", unknown)
        #expect(bound.denial?.isDecided == false && bound.unscoped.isEmpty && bound.tags.isEmpty)
        #expect(bound.isNarrowedByDefault)
        // A user of IAM has no role, and that is known.
        let user = RunSubject(profile: "dev", accountID: "333333333333", accountName: "Dev", isRoleKnown: true)
        #expect(try decide("[rule a]\n\(condition)\ndeny = yes\n", user).denial == nil)
    }

    @Test func `a role that is named outright is bound by the rules of its profiles, and freed by none`() throws {
        let run = RunSubject(
            profile: nil, kindred: ["live", "prod-a"], accountID: "1", roleName: "Admin", agents: ["a"])
        let bound = try decide("[rule a]\nprofile = prod-*\nconfirm = yes\nscope = none\n", run)
        #expect(bound.confirmation?.isDecided == false && bound.unscoped.isEmpty && bound.isNarrowedByDefault)
        #expect(try decide("[rule a]\nprofile = dev-*\ndeny = yes\n", run).applied.isEmpty)
        #expect(try decide("[agent]\nprofiles = prod-*\n", run).denial != nil)
    }

    @Test func `of all that apply the strictest wins, each effect with its place`() throws {
        let decision = try decide(
            """
            [rule one]
            confirm = no
            reason = yes
            min-ttl = 10m
            scope = guard
            tags = a
            [rule two]
            confirm = yes
            min-ttl = 1h
            scope = read
            login = never
            tags = b a
            [rule three]
            min-ttl = 5m
            scope = guard
            deny = no
            reason = no
            """, RunSubject(profile: "x"))
        #expect(decision.confirmation?.rule == "two" && decision.confirmation?.location == .file("config", line: 8))
        #expect(decision.reason?.rule == "one" && decision.reason?.location == .file("config", line: 3))
        #expect(decision.minTTL == 3600)
        #expect(decision.scopes.map(\.names) == [["guard"], ["read"]])
        #expect(decision.noLogin?.rule == "two" && decision.tags == ["a", "b"] && decision.denial == nil)
    }

    @Test func `a variable lifts a user's rule for a run, and no agent's`() throws {
        let rule = "[rule a]\ndeny = yes\noverride = I_MEAN_IT\n"
        let person = RunSubject(profile: "x")
        #expect(try decide(rule, person).denial != nil)
        for value in ["", "0", "no", "off"] {
            #expect(try decide(rule, person, Environment(["I_MEAN_IT": value])).denial != nil)
        }
        let lifted = try decide(rule, person, Environment(["I_MEAN_IT": "1"]))
        #expect(lifted.denial == nil && lifted.applied.isEmpty)
        let agent = RunSubject(profile: "x", agents: ["a"])
        #expect(try decide(rule, agent, Environment(["I_MEAN_IT": "1"])).denial != nil)
    }

    @Test func `nothing that a user writes weakens the site's`() throws {
        let site = """
            [rule org]
            profile = prod-*
            scope = view
            min-ttl = 30m
            confirm = yes
            [agent]
            scope = guard
            profiles = dev-*
            """
        let user = """
            [rule org]
            profile = prod-*
            scope = none
            confirm = no
            min-ttl = 1m
            tags = x
            [agent]
            scope = none
            profiles = *
            """
        let person = try decide(user, site: site, RunSubject(profile: "prod-a"))
        #expect(person.confirmation?.origin == .site && person.minTTL == 1800)
        #expect(person.scopes.map(\.names) == [["view"]] && person.scopes.map(\.effect.origin) == [.site])
        let agent = try decide(user, site: site, RunSubject(profile: "prod-a", agents: ["a"]))
        #expect(agent.denial?.origin == .site && agent.denial?.rule == nil)
        let dev = try decide(user, site: site, RunSubject(profile: "dev-a", agents: ["a"]))
        #expect(dev.denial == nil && dev.scopes.map(\.names) == [["guard"]])
        // A scope of the site's is narrowed further by the user's.
        let both = try decide("[rule a]\nscope = s3:read\n", site: site, RunSubject(profile: "dev-a", agents: ["a"]))
        #expect(both.scopes.map(\.names) == [["s3:read"], ["guard"]])
    }

    @Test(
        arguments: [
            ("", [], true), ("[agent]\nscope = view", [["view"]], false), ("[agent]\nscope = none", [], false),
            ("[agent]\nprofiles = *", [], true), ("[rule a]\nscope = s3:read", [["s3:read"]], false),
            ("[rule a]\nagent = any\nscope = none", [], false), ("[rule a]\nagent = none\nscope = none", [], true),
            ("[rule a]\nscope = none\n[rule b]\nscope = view", [["view"]], false),
            ("[agent]\nscope = view\n[rule a]\nprofile = dev\nscope = none", [], false),
            ("[agent]\nscope = view\n[rule a]\nprofile = other\nscope = none", [["view"]], false),
        ] as [(String, [[String]], Bool)])
    func `an agent gets the scope of its rule, else of [agent], else read-strict`(
        text: String, scopes: [[String]], isDefault: Bool
    ) throws {
        let agent = try decide(text, RunSubject(profile: "dev", agents: ["a"]))
        #expect(agent.scopes.map(\.names) == scopes && agent.isNarrowedByDefault == isDefault)
        let person = try decide("", RunSubject(profile: "dev"))
        #expect(person.scopes.isEmpty && !person.isNarrowedByDefault)
    }

    @Test func `profiles binds every identity of an agent but the keys that it has`() throws {
        let text = "[agent]\nprofiles = dev-*\n"
        #expect(try decide(text, RunSubject(profile: "dev-a", agents: ["a"])).denial == nil)
        #expect(try decide(text, RunSubject(profile: "prod", agents: ["a"])).denial != nil)
        #expect(try decide(text, RunSubject(profile: nil, agents: ["a"])).denial != nil)
        #expect(try decide(text, RunSubject(profile: nil, agents: ["a"], bringsKeys: true)).denial == nil)
        #expect(try decide(text, RunSubject(profile: "prod")).denial == nil)
    }

    @Test func `keys that an outer run narrowed are not narrowed again, others are`() throws {
        let own = RunSubject(profile: nil, agents: ["a"], bringsKeys: true)
        #expect(try decide("", own).isNarrowedByDefault)
        let narrowed = RunSubject(profile: nil, agents: ["a"], bringsKeys: true, bringsNarrowedKeys: true)
        #expect(try !decide("", narrowed).isNarrowedByDefault)
        // The label alone says nothing of a profile's keys.
        let labelled = RunSubject(profile: "dev", agents: ["a"], bringsNarrowedKeys: true)
        #expect(try decide("", labelled).isNarrowedByDefault)
    }
}
