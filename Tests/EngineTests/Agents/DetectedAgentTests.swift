import Engine
import SystemKit
import TestSupport
import Testing

/// By which marks a program is taken for an agent; the table is that of the facts, written out once more.
@Suite struct DetectedAgentTests {
    private static let table: [(variable: String, value: String, agent: String)] = [
        ("CLAUDECODE", "1", "claude-code"), ("GEMINI_CLI", "1", "gemini-cli"), ("CODEX_THREAD_ID", "x", "codex"),
        ("KIRO_SESSION_ID", "x", "kiro"), ("OPENCODE", "x", "opencode"), ("ANTIGRAVITY_AGENT", "x", "antigravity"),
        ("AMP_CURRENT_THREAD_ID", "x", "amp"), ("PI_CODING_AGENT", "true", "pi"), ("COPILOT_CLI", "1", "copilot-cli"),
        ("CURSOR_AGENT", "1", "cursor"),
        ("CODEX_SANDBOX", "seatbelt", "codex"), ("CODEX_CI", "1", "codex"), ("CLINE_ACTIVE", "true", "cline"),
        ("AUGMENT_AGENT", "1", "augment"), ("QWEN_CODE", "1", "qwen-code"), ("GOOSE_TERMINAL", "1", "goose"),
        ("TRAE_AI_SHELL_ID", "x", "trae"), ("OPENCODE_CLIENT", "x", "opencode"), ("CLAUDE_CODE", "1", "claude-code"),
        ("AWS_EXECUTION_ENV", "x AmazonQ-For-CLI", "amazon-q"), ("AWS_EXECUTION_ENV", "KIRO-IDE", "kiro"),
        ("AI_AGENT", "Claude Code", "claude-code"), ("AI_AGENT", "1", "agent"), ("AGENT", "goose", "goose"),
        ("AGENT", "true", "agent"),
        ("AWSX_AGENT", "my own", "my-own"), ("AWSX_AGENT", "1", "agent"),
    ]

    private func found(_ environment: Environment, isOnTerminal: Bool = false) -> DetectedAgent? {
        DetectedAgent.find(environment, isOnTerminal: isOnTerminal, NoFiles())
    }

    @Test func `the table holds each marker of the facts, and no other`() {
        let names = Set(Self.table.map(\.variable)).subtracting(["AWSX_AGENT"])
        #expect(Set(AgentMarker.all.map(\.variable)) == names)
        #expect(AgentMarker.all.count == names.count)
        #expect(AgentMarker.file.path == "/opt/.devin")
        #expect(AgentMarker.uncounted == ["CURSOR_TRACE_ID", "VSCODE_AGENT", "REPL_ID"])
    }

    @Test(arguments: Self.table, [true, false])
    func `each marker tells of its agent, on a terminal and without`(
        row: (variable: String, value: String, agent: String), isOnTerminal: Bool
    ) {
        var environment = Environment()
        environment.set(row.variable, row.value)
        let agent = found(environment, isOnTerminal: isOnTerminal)
        #expect(agent?.name == row.agent && agent?.marks.map(\.location) == [.variable(row.variable)])
    }

    @Test(arguments: [
        ("CLAUDECODE", "0"), ("CLAUDECODE", "true"), ("CLAUDECODE", ""), ("GEMINI_CLI", "01"),
        ("PI_CODING_AGENT", "TRUE"),
        ("CLINE_ACTIVE", "1"), ("CODEX_THREAD_ID", ""), ("AI_AGENT", ""), ("AGENT", ""), ("AWSX_AGENT", ""),
        ("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE"), ("CURSOR_TRACE_ID", "x"), ("VSCODE_AGENT", "1"), ("REPL_ID", "x"),
        ("CODEX_HOME", "/x"), ("CLINE_API_KEY", "x"), ("CI", "true"), ("claudecode", "1"),
    ])
    func `what a person's shell may have, and any other value, tells of none`(variable: String, value: String) {
        var environment = Environment(["SSH_AUTH_SOCK": "/x", "TERM": "xterm"])
        environment.set(variable, value)
        #expect(found(environment) == nil)
    }

    @Test func `every mark is told, what was said outright first`() {
        let agent = found(Environment(["AGENT": "amp", "CLAUDECODE": "1", "AWSX_AGENT": "mine"]))
        #expect(agent?.names == ["mine", "claude-code", "amp"])
        #expect(agent?.markText == "$AWSX_AGENT, $CLAUDECODE, $AGENT")
    }

    @Test func `only on a terminal somebody may say that no agent runs this`() {
        let environment = Environment(["AWSX_AGENT": "none", "CLAUDECODE": "1"])
        #expect(found(environment, isOnTerminal: true) == nil)
        #expect(found(environment)?.name == "claude-code")
        #expect(found(Environment(["AWSX_AGENT": "none"])) == nil)
    }

    @Test func `a mark can't bring anything but a name`() {
        let agent = found(Environment(["AI_AGENT": "a\u{1b}[31m; rm -rf /\n" + String(repeating: "x", count: 500)]))
        #expect(agent?.name.utf8.count ?? 99 <= 64)
        #expect(agent?.name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") } == true)
    }

    @Test func `the file of a machine counts, too`() {
        #expect(DetectedAgent.find(Environment(), isOnTerminal: true, DevinFiles())?.name == "devin")
    }
}

/// A machine without any file.
private struct NoFiles: ReadOnlyFiles {}

/// One that has Devin's.
private struct DevinFiles: ReadOnlyFiles {
    func status(_ path: String) throws(SystemFailure) -> FileStatus? {
        path == "/opt/.devin"
            ? FileStatus(kind: .regular, mode: 0o644, owner: 0, group: 0, size: 0, modified: Instant(seconds: 0)) : nil
    }
}
