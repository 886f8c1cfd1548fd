import Engine
import PluginKit
import Synchronization
import SystemKit
import TestSupport
import Testing

/// Hooks are real programs here; where they come from is not.
@Suite(.timeLimit(.minutes(2)))
struct HookRunTests {
    private struct Scripts: AnsweringPlugins {
        let all: [Hook]

        func provider(_ name: String) throws(Failure) -> AnsweringProgram { throw Failure(.failed, "none") }
        func hooks(for event: HookEvent) -> [Hook] { all }
        func completer(_ name: String, subcommand: String?) -> AnsweringProgram? { nil }
    }

    private final class Said: Sendable {
        let lines = Mutex<[String]>([])
        let warnings = Mutex<[String]>([])
    }

    private let home: TestHome
    private let said = Said()

    init() throws { home = try TestHome() }

    private func hook(
        _ name: String, _ script: String, isPolicy: Bool = false, deadline: Int64 = 20_000
    ) throws -> Hook {
        let path = try home.folder.put("#!/bin/sh\nread -r request\n\(script)\n", at: "awsx-\(name)", mode: 0o755)
        return Hook(
            plugin: name, isPolicy: isPolicy,
            program: .success(
                AnsweringProgram(
                    plugin: name, path: path, environment: Environment(["PATH": "/usr/bin:/bin"]), deadline: deadline))
        )
    }

    private func ask(_ hooks: [Hook], _ event: HookEvent = .preExec) throws -> [String] {
        let said = said
        let run = HookRun(
            home.context(), plugins: Scripts(all: hooks), say: { line in said.lines.withLock { $0.append(line) } },
            warn: { line in said.warnings.withLock { $0.append(line) } })
        let subject = HookSubject(
            profile: "dev", accountID: "111111111111", roleName: "Admin", region: "eu-west-1", command: "tofu")
        return try run.ask(event, subject).map { "\($0.name)=\($0.value)" }
    }

    private func refused(_ hooks: [Hook], _ event: HookEvent = .preExec) throws -> Failure {
        try #require(throws: Failure.self, "\(warnings)") { try ask(hooks, event) }
    }

    private var warnings: [String] { said.warnings.withLock { $0 } }

    @Test func `It is told who and what, and adds variables and says a text`() throws {
        let hook = try hook(
            "a", #"printf '%s' "$request" >&2; printf '%s\n' '{"ok":{"env":{"TEAM":"x y"},"show":"one\ntwo"}}'"#)
        #expect(try ask([hook]) == ["TEAM=x y"])
        let lines = said.lines.withLock { $0 }
        #expect(lines.dropFirst() == ["a: one", "a: two"])
        let request = try #require(JSON(Array(lines[0].dropFirst(3).utf8)))
        #expect(request["v"]?.integer == 1 && request["kind"]?.string == "hook")
        #expect(request["event"]?.string == "pre-exec" && request["command"]?.string == "tofu")
        #expect(request["profile"]?["name"]?.string == "dev" && request["profile"]?["roleName"]?.string == "Admin")
        #expect(request["interactive"]?.bool == false && request["deadline_ms"]?.integer == 20_000)
    }

    @Test func `A refusal is denied with its reason`() throws {
        let failure = try refused([hook("a", #"echo '{"ok":{"refuse":"it is night"}}'"#)])
        #expect(failure.status == .denied && failure.message == "plugin a refuses: it is night")
        let error = try refused(
            [hook("b", #"echo '{"err":{"kind":"denied","message":"no","hint":"ask ops"}}'; exit 1"#)])
        #expect(error.status == .denied && error.message == "plugin b refuses: no" && error.hint == "ask ops")
    }

    private static let bad = [
        "exit 3", "sleep 100", "echo '{\"ok\":{'", "yes", "echo '{\"v\":2,\"ok\":{}}'", "kill -KILL 0",
        "echo '{\"err\":{\"kind\":\"offline\"}}'", "echo '{\"ok\":{\"env\":{\"LD_PRELOAD\":\"/x\"}}}'",
        "echo '{\"ok\":{\"env\":{\"AWS_ACCESS_KEY_ID\":\"AKIA\"}}}'", "echo '{\"ok\":{\"env\":{\"X\":1}}}'",
        #"printf '{"ok":{"env":{"X":"a\\u0000b"}}}'"#, "echo '{\"ok\":{\"env\":7}}'", "echo '{\"ok\":{\"show\":{}}}'",
    ]

    @Test(arguments: bad)
    func `One without an answer is a line, and the rest goes on`(script: String) throws {
        let good = try hook("z", #"echo '{"ok":{"env":{"Z":"1"}}}'"#)
        #expect(try ask([hook("bad", script, deadline: 500), good]) == ["Z=1"])
        #expect(warnings.count == 1 && warnings[0].hasPrefix("plugin bad "), "\(warnings)")
        #expect(warnings[0].hasSuffix("; awsx continues without this hook"))
    }

    @Test(arguments: bad)
    func `A policy without an answer refuses`(script: String) throws {
        let failure = try refused([hook("rule", script, isPolicy: true, deadline: 500)])
        #expect(failure.status == .denied, "\(failure)")
        #expect(failure.message.contains("plugin rule ") && failure.message.contains("it is a policy"))
    }

    @Test func `One that may not run is passed over, but a policy refuses`() throws {
        let no = Failure(.denied, "plugin x is not trusted", hint: "trust it")
        #expect(try ask([Hook(plugin: "x", isPolicy: false, program: .failure(no))]).isEmpty)
        #expect(warnings == ["plugin x is not trusted; awsx continues without this hook"])
        let failure = try refused([Hook(plugin: "x", isPolicy: true, program: .failure(no))])
        #expect(failure.status == .denied && failure.hint == "trust it")
    }

    @Test func `They answer at once, and the later name counts where two set one variable`() throws {
        let script = #"sleep 0.5; echo '{"ok":{"env":{"BOTH":"NAME","NAME":"1","SAME":"s"}}}'"#
        let hooks = try ["a", "b", "c", "d"].map { name in
            try hook(name, script.replacing("NAME", with: name == "c" ? "b" : name))
        }
        #expect(try ask(hooks) == ["a=1", "b=1", "BOTH=d", "d=1", "SAME=s"])
        #expect(
            warnings == [
                "plugins a and b both set BOTH; the value of b is used",
                "plugins c and d both set BOTH; the value of d is used",
            ])
    }

    @Test func `Afterwards nothing is refused, and nothing but a command is given variables`() throws {
        let refusing = try hook("a", #"echo '{"ok":{"refuse":"no"}}'"#, isPolicy: true)
        #expect(try ask([refusing], .onDenied).isEmpty)
        #expect(warnings.count == 1)
        let adding = try hook("b", #"echo '{"ok":{"env":{"X":"1"}}}'"#)
        #expect(try ask([adding], .preUse).isEmpty)
        #expect(warnings.count == 2)
        #expect(try refused([hook("c", #"echo '{"ok":{"refuse":"no"}}'"#)], .preUse).status == .denied)
    }

    @Test func `After a sign-in they are told where nobody may wait`() async throws {
        let said = said
        let hooks = try [hook("a", #"echo '{"ok":{"show":"hello"}}'"#), hook("b", "exit 1")]
        let run = HookRun(
            home.context(), plugins: Scripts(all: hooks), say: { line in said.lines.withLock { $0.append(line) } },
            warn: { line in said.warnings.withLock { $0.append(line) } })
        try await run.tell(.postLogin, HookSubject(profile: nil))
        #expect(said.lines.withLock { $0 } == ["a: hello"] && warnings.count == 1)
    }

    @Test(arguments: [
        ("TEAM", true), ("_x1", true), ("AWS_SDK_UA_APP_ID", true), ("AWS_PAGER", true), ("aws_pager", false),
        ("AWS_PROFILE", false), ("AWS_CONFIG_FILE", false), ("AWS_ENDPOINT_URL_STS", false), ("AWS_CA_BUNDLE", false),
        ("AWSX_BIN", false), ("_AWS_CLI_PROFILE_CHAIN", false), ("LD_PRELOAD", false), ("ld_preload", false),
        ("DYLD_INSERT_LIBRARIES", false), ("PATH", false), ("BASH_ENV", false), ("ENV", false), ("IFS", false),
        ("PYTHONPATH", false), ("NODE_OPTIONS", false), ("HTTPS_PROXY", false), ("https_proxy", false), ("", false),
        ("1A", false), ("A=B", false), ("A B", false), ("Ä", false), ("BASH_FUNC_ls%%", false),
    ])
    func `A hook sets no variable that says who one is, or decides about a program`(name: String, isAllowed: Bool) {
        #expect(HookVariable.isAllowed(name) == isAllowed)
    }
}
