import Engine
import SystemKit
import SystemPackage
import TestSupport
import Testing

/// What is read of rules, and what stops every run.
@Suite struct RuleSetTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func rules(_ user: String? = nil, site: String? = nil) throws -> RuleSet {
        if let site { try home.folder.put(site, at: "etc/awsx/config") }
        let own = user.map { OwnConfigText(path: "config", bytes: Array($0.utf8)) }
        return try RuleSet.load(home.context(), own: own)
    }

    @Test func `nothing is read where nothing is`() throws {
        #expect(try rules().isEmpty)
        #expect(try rules("").isEmpty)
        #expect(try rules("[prompt]\nformat = x\n[ecr]\n1 = a\n[scope x]\nallow = s3:Get*\n").isEmpty)
    }

    @Test func `a rule has all its settings`() throws {
        let set = try rules(
            """
            [agent]
            scope = s3:read, logs:view
            profiles = dev-* test
            [rule production]
            profile = prod-*, live
            account = 1111* production
            role = Admin*
            command = terraform apply, tofu *
            agent = claude-*
            tty = yes
            colour = red
            tags = production pci
            confirm = yes
            reason = YES
            deny = no
            scope = guard
            min-ttl = 30m
            login = never
            override = I_MEAN_IT
            console-browser = firefox %s
            firefox-container = work
            """)
        let rule = try #require(set.rules.first)
        #expect(rule.name == "production" && rule.origin == .user && rule.location == .file("config", line: 4))
        #expect(rule.effects.colour == .red && rule.effects.tags == ["production", "pci"])
        #expect(rule.effects.confirms && rule.effects.asksReason && !rule.effects.denies && rule.effects.forbidsLogin)
        #expect(rule.effects.scope == .named(["guard"]) && rule.effects.minTTL == 1800)
        #expect(rule.effects.override == "I_MEAN_IT" && set.readsAccountNames)
        #expect(set.userAgents?.scope == .named(["s3:read", "logs:view"]))
        #expect(set.userAgents?.profiles?.map(\.text) == ["dev-*", "test"])
    }

    /// What can't be understood must not be a rule that isn't there.
    @Test(arguments: [
        ("[rule a]\ndney = yes", 2, "unknown setting dney"),
        ("[rule a]\ndeny = ja", 2, "deny must be yes or no"),
        ("[rule a]\ndeny =", 2, "deny is empty"),
        ("[rule a]\nprofile = prod-*", 1, "no effect"),
        ("[rule a]\nprofile = prod-*\nconfirm = no\ndeny = no", 1, "no effect"),
        ("[rule a]\noverride = X", 1, "no effect"),
        ("[rule a]\nscope = raed", 2, "there is no scope raed"),
        ("[rule a]\nscope = mine\n[scope other]\nallow = s3:Get*", 2, "there is no scope mine"),
        ("[agent]\nscope = read, nope", 2, "there is no scope nope"),
        ("[rule ]\ndeny = yes", 1, ""),
        ("[rule]\ndeny = yes", 1, "unknown section [rule]"),
        ("[Rule a]\ndeny = yes", 1, "unknown section [Rule a]"),
        ("[rules]\ndeny = yes", 1, "unknown section [rules]"),
        ("[rul a]\ndeny = yes", 1, "unknown section"),
        ("[DEFAULT]\ndeny = yes", 1, "[DEFAULT] is not supported"),
        ("[rule a]\ndeny = yes\n[DEFAULT]\ncommand = never", 3, "[DEFAULT] is not supported"),
        ("deny = yes\n[rule a]\ndeny = yes", 1, "before the first section"),
        ("[rule a]\nprofile = prod\n  deny = yes\nreason = yes", 3, "is indented"),
        ("[rule a]\nprofile = prod-a,\n  prod-b\ndeny = yes", 2, "must be on one line"),
        ("[rule a]\nprofile =\n  x = y\ndeny = yes", 2, "must be on one line"),
        ("[rule a]\nreason = yes\n[rule a]\ndeny = yes", 3, "appears twice"),
        ("[rule a]\ndeny = yes\ndeny = no", 3, "appears twice"),
        ("[prompt]\nformat = x\n  [rule a]\ndeny = yes", 3, "indented"),
        ("[rule a]\ndeny = yes\ncolour = pink", 3, "pink is not a colour"),
        ("[rule a]\nprofile = ,\ndeny = yes", 2, "list is empty"),
        ("[rule a]\ncommand = ,\ndeny = yes", 2, "command is missing"),
        ("[rule a]\nscope = ,", 2, "scope is empty"),
        ("[rule a]\nscope = none, read", 2, "not both"),
        ("[rule a]\nmin-ttl = soon", 2, "is not a time"),
        ("[rule a]\nlogin = yes", 2, "login can only be never"),
        ("[rule a]\ntty = maybe\ndeny = yes", 2, "tty must be yes or no"),
        ("[rule a]\ndeny = yes\noverride = 1X", 3, "name of a variable"),
        ("[rule a]\ndeny = yes\noverride = A B", 3, "name of a variable"),
        ("[agent]\nscpoe = read", 2, "unknown setting scpoe"),
        ("[agent]\n", 1, "has no settings"),
        ("[agent]\nprofiles =", 2, "profiles is empty"),
        ("[agents]\nscope = none", 1, "unknown section [agents]"),
        ("[rule a\ndeny = yes", 1, ""),
    ])
    func `what is misspelt, empty or without effect stops the run with its file and line`(
        text: String, line: Int, message: String
    ) throws {
        let error = #expect(throws: Failure.self) { try rules(text) }
        #expect(error?.status == .configuration, "\(String(describing: error))")
        #expect(error?.location == .file("config", line: line), "\(String(describing: error))")
        #expect(error?.message.contains(message) == true, "\(String(describing: error))")
        #expect(error?.hint?.pieces.description.contains("awsx ") != true)
    }

    @Test(arguments: ["colour = red", "override = X", "console-browser = x", "firefox-container = x"])
    func `the site's rules have nothing that is a user's to say`(setting: String) throws {
        let path = "\(home.path)/etc/awsx/config"
        let error = #expect(throws: Failure.self) { try rules(site: "[rule a]\ndeny = yes\n\(setting)\n") }
        #expect(error?.location == .file(path, line: 3) && error?.status == .configuration)
        #expect(throws: Failure.self) { try rules(site: "[profile x]\nmfa_process = x\n") }
        #expect(try rules(site: "[plugins]\npolicy = deny-all\n[rule a]\ndeny = yes\n").rules.map(\.origin) == [.site])
    }

    @Test func `a site's file that others can write stops the run`() throws {
        try home.folder.put("[rule a]\ndeny = yes\n", at: "etc/awsx/config")
        try home.files.setMode(0o666, of: "\(home.path)/etc/awsx/config")
        let error = #expect(throws: Failure.self) { try rules() }
        #expect(error?.status == .configuration)
    }

    @Test func `a config that can't be read is not one that isn't there`() throws {
        let path = "\(home.path)/config"
        #expect(try OwnConfigText.load(path, files: home.files) == nil)
        try home.files.createFolder(path, mode: 0o700)
        #expect(throws: Failure.self) { try OwnConfigText.load(path, files: home.files) }
        let large = "\(home.path)/large"
        try home.folder.put(String(repeating: "#", count: 1 << 20 | 1), at: "large")
        let error = #expect(throws: Failure.self) { try OwnConfigText.load(large, files: home.files) }
        #expect(error?.status == .configuration)
        home.files.fail(.read, .permissionDenied, endingIn: "other")
        let denied = #expect(throws: Failure.self) { try OwnConfigText.load("\(home.path)/other", files: home.files) }
        #expect(denied?.status == .configuration)
    }
}
