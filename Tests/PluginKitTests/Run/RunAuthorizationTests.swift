import Engine
import PluginKit
import Synchronization
import SystemKit
import TestSupport
import Testing

/// What stands before keys, with a person's answers in the test's hand.
@Suite struct RunAuthorizationTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func context(_ variables: KeyValuePairs<String, String> = [:], isOnTerminal: Bool = true) -> RuntimeContext
    {
        let error = home.said.streams.error
        let terminal = StandardStream(isTerminal: isOnTerminal) { bytes in
            error.write(bytes)
            return nil
        }
        let streams = StandardStreams(input: terminal, output: home.said.streams.output, error: terminal)
        return home.context(variables).with(streams: streams)
    }

    private func require(
        _ rules: String, _ kind: RequestedRun.Kind = .exec, reason: String? = nil, command: [String] = ["terraform"],
        in context: RuntimeContext, answers: [String?] = [], typed: IdentityRequest = IdentityRequest()
    ) throws -> AuthorizedRun {
        let answers = RecordedAnswers(answers)
        let authorization = try RunAuthorization(
            context, own: OwnConfigText(path: "config", bytes: Array(rules.utf8)), answer: { answers.next() })
        let subject = RunSubject(
            profile: "prod", accountID: "111111111111", roleName: "Admin", command: command,
            agents: authorization.agent?.names ?? [], isOnTerminal: context.streams.hasPerson)
        return try authorization.require(
            subject, RequestedRun(kind, command: command, reason: reason), typed: typed)
    }

    @Test func `without rules and agent nothing is asked of a run`() throws {
        let run = try require("", in: context())
        #expect(run.decision == RuleDecision() && run.scopes.isEmpty && run.minimum(typed: nil) == nil)
        #expect(run.login(isForbidden: false, otherwise: .never) == .start)
        #expect(home.said.error.isEmpty)
    }

    @Test func `what is confirmed is shown without what a terminal would act on`() throws {
        let rules = "[rule a]\nconfirm = yes\ntags = pci\nscope = guard\n"
        let run = try require(
            rules, command: ["terraform", "apply\u{1b}[2J", "a b"], in: context(), answers: ["prod"])
        #expect(run.scopes.map(\.text) == ["guard"])
        for part in ["rule a (config:2) asks you to confirm", "'a b'", "111111111111", "Admin", "guard", "pci"] {
            #expect(home.said.error.contains(part), "\(part): \(home.said.error)")
        }
        #expect(!home.said.error.contains("\u{1b}[2J"))
        for answer in ["Prod", "prod ", "", nil] {
            let error = #expect(throws: Failure.self) { try require(rules, in: context(), answers: [answer]) }
            #expect(error?.status == .denied && error?.location == .file("config", line: 2))
        }
    }

    @Test(arguments: [RequestedRun.Kind.credentialProcess, .ecr, .eks])
    func `what programs call asks nobody, on a terminal neither`(kind: RequestedRun.Kind) throws {
        for effect in ["confirm", "reason"] {
            let error = #expect(throws: Failure.self) {
                try require("[rule a]\n\(effect) = yes\n", kind, in: context(), answers: ["prod", "prod"])
            }
            #expect(error?.status == .denied)
        }
        #expect(try require("[rule a]\nreason = yes\n", kind, reason: "x", in: context()).reason == "x")
    }

    @Test func `an agent on a terminal is asked nothing`() throws {
        let agent = context(["CLAUDECODE": "1"])
        for effect in ["confirm = yes", "reason = yes"] {
            let error = #expect(throws: Failure.self) {
                try require("[rule a]\n\(effect)\n", in: agent, answers: ["prod", "prod"])
            }
            #expect(error?.message.contains("an agent can't answer") == true)
        }
        #expect(try require("[rule a]\nreason = yes\n", reason: "ticket", in: agent).reason == "ticket")
        #expect(try require("", in: agent).login(isForbidden: false, otherwise: .wait) == .wait)
    }

    @Test func `an agent's run is narrowed, and a user's scope of that name is not meant`() throws {
        let run = try require("", in: context(["CLAUDECODE": "1"]))
        #expect(run.scopes == [ScopeSelection(["read-strict"], authority: .site)])
        let typed = IdentityRequest(scopes: [ScopeSelection(["s3:read"])])
        let request = try require("", in: context(["CLAUDECODE": "1"]), typed: typed).request
        #expect(request.scopes.map(\.text) == ["s3:read", "read-strict"])
    }

    @Test func `the site's scopes are the site's, and come with the user's`() throws {
        try home.folder.put("[rule org]\nscope = view\n", at: "etc/awsx/config")
        let run = try require("[rule own]\nscope = mine\n[scope mine]\nallow = s3:Get*\n", in: context())
        #expect(run.scopes == [ScopeSelection(["view"], authority: .site), ScopeSelection(["mine"])])
    }

    @Test(arguments: [("", "empty"), ("  ", "empty"), ("a\u{7}b", "control"), ("a\u{202e}b", "control")])
    func `a reason is a short text`(reason: String, fault: String) throws {
        let error = #expect(throws: Failure.self) { try require("", reason: reason, in: context()) }
        #expect(error?.status == .usage && error?.message.contains(fault) == true)
        #expect(throws: Failure.self) { try require("", reason: String(repeating: "x", count: 121), in: context()) }
        #expect(try require("", reason: " a  b ", in: context()).reason == "a b")
    }

    @Test func `the record holds what ran, and the receipt no secret`() throws {
        let context = context(["CODEX_CI": "1"])
        let run = try require("[rule a]\nscope = none\ntags = t\n", reason: "why", in: context)
        let keys = Credentials(
            accessKeyID: "ASIAEXAMPLE", secretAccessKey: Secret("CANARY-1"), sessionToken: Secret("CANARY-2"),
            expiration: home.later(600), accountID: nil)
        run.record(keys, of: nil, command: "terraform")
        let entry = try #require(try RunLog(home.state, home.files).entries().first)
        #expect(entry.runID == context.runID.text && entry.agent == "codex" && entry.command == "terraform")
        #expect(entry.rules == ["a"] && entry.tags == ["t"] && entry.reason == "why" && entry.scopes.isEmpty)
        #expect(entry.expiresAt == home.later(600) && entry.folder == home.path)
        let said = home.said.error
        #expect(said.split(separator: "\n").count == 1 && said.contains("agent codex; prod (111111111111 Admin)"))
        #expect(said.contains("not narrowed") && said.contains("scope = none in rule a (config:2)"))
        #expect(said.contains(context.runID.text))
        for text in [said, try home.folder.text(".local/state/awsx/log/runs.jsonl") ?? ""] {
            #expect(!text.contains("CANARY") && !text.contains("ASIAEXAMPLE"))
        }
    }

    @Test func `a token is given only where nothing narrows it`() throws {
        #expect(throws: Failure.self) { try require("[rule a]\nscope = read\n", .token, in: context()) }
        #expect(throws: Failure.self) { try require("", .token, in: context(["CLAUDECODE": "1"])) }
        #expect(try require("[agent]\nscope = none\n", .token, in: context(["CLAUDECODE": "1"])).scopes.isEmpty)
        #expect(try require("", .token, in: context()).scopes.isEmpty)
    }

    private func requireSeveral(
        _ rules: String, _ profiles: [String] = ["prod-a", "prod-b", "dev"], reason: String? = nil,
        in context: RuntimeContext, answers: [String?] = []
    ) throws -> [AuthorizedRun] {
        let answers = RecordedAnswers(answers)
        let authorization = try RunAuthorization(
            context, own: OwnConfigText(path: "config", bytes: Array(rules.utf8)), answer: { answers.next() })
        return try authorization.require(
            profiles.map { profile in
                .init(
                    RunSubject(
                        profile: profile, accountID: "111111111111", roleName: "Admin", command: ["tofu", "apply"],
                        isOnTerminal: context.streams.hasPerson),
                    RequestedRun(.each, command: ["tofu", "apply"], reason: reason))
            })
    }

    @Test func `several runs are confirmed once, by how many they are`() throws {
        let rules = "[rule a]\nprofile = prod-*\nconfirm = yes\nscope = guard\n"
        let runs = try requireSeveral(rules, in: context(), answers: ["2 runs"])
        #expect(runs.map { $0.scopes.map(\.text) } == [["guard"], ["guard"], []])
        for part in ["rule a (config:3) asks you to confirm", "prod-a", "prod-b", "tofu apply", "Type \"2 runs\""] {
            #expect(home.said.error.contains(part), "\(part): \(home.said.error)")
        }
        #expect(!home.said.error.contains("dev"), "\(home.said.error)")
        for answer in ["prod-a", "2", "3 runs", "yes", "", nil] {
            let error = #expect(throws: Failure.self) {
                try requireSeveral(rules, in: context(), answers: [answer])
            }
            #expect(error?.status == .denied)
        }
        let single = try requireSeveral(rules, ["prod-a", "dev"], in: context(), answers: ["prod-a"])
        #expect(single.count == 2)
        #expect(throws: Failure.self) {
            try requireSeveral(rules, in: context(isOnTerminal: false), answers: ["2 runs"])
        }
    }

    @Test func `where one of several is denied, none begins`() throws {
        let error = #expect(throws: Failure.self) {
            try requireSeveral("[rule a]\nprofile = prod-b\ndeny = yes\n", in: context())
        }
        #expect(error?.message.contains("prod-b") == true && error?.location == .file("config", line: 3))
    }

    @Test func `several runs have one reason`() throws {
        let rules = "[rule a]\nprofile = prod-*\nreason = yes\n"
        let typed = try requireSeveral(rules, in: context(), answers: ["ticket 7"])
        #expect(typed.map(\.reason) == ["ticket 7", "ticket 7", "ticket 7"])
        #expect(try requireSeveral(rules, reason: "x", in: context()).map(\.reason) == ["x", "x", "x"])
        #expect(throws: Failure.self) { try requireSeveral(rules, in: context(isOnTerminal: false)) }
    }

    @Test func `of very many runs, some are named`() throws {
        let names = (0..<25).map { "p\($0)" }
        _ = try requireSeveral("[rule a]\nconfirm = yes\n", names, in: context(), answers: ["25 runs"])
        #expect(home.said.error.contains("and 5 more") && !home.said.error.contains("p24"))
    }
}

/// Lines that a person types, one after the other.
private final class RecordedAnswers: Sendable {
    private let left: Mutex<[String?]>

    init(_ answers: [String?]) { left = Mutex(answers) }

    func next() -> String? { left.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}
