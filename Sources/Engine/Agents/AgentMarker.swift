/// A variable by which a program tells its children that no person types here (<doc:RulesAndAgents>, Markers).
package struct AgentMarker: Sendable, Hashable {
    /// When the variable says so.
    package enum Condition: Sendable, Hashable {
        /// It has this value, to the letter.
        case equals(String)
        /// It holds anything.
        case isSet
        /// It holds the name of an agent, or `1`.
        case isName
        /// It holds this word for the marker's own agent, or the name of another, in capitals or small letters.
        case contains(String, orAgent: String)

        /// As a table shows it.
        package var text: String {
            switch self {
            case .equals(let value): value
            case .isSet: "any value"
            case .isName: "the agent's name"
            case .contains(let word, let other): "contains \(word) or \(other)"
            }
        }
    }

    package let variable: String
    package let condition: Condition
    /// The name that rules and the log use; of a marker that holds a name, what stands in for `1`.
    package let agent: String

    package init(_ variable: String, _ condition: Condition, _ agent: String) {
        self.variable = variable
        self.condition = condition
        self.agent = agent
    }

    /// The agent that a value tells of; nil for none.
    func agent(saidBy value: String) -> String? {
        switch condition {
        case .equals(let wanted): return value == wanted ? agent : nil
        case .isSet: return value.isEmpty ? nil : agent
        case .isName: return value.isEmpty ? nil : Self.name(value) ?? agent
        case .contains(let word, let other):
            let text = value.lowercased()
            return text.contains(word) ? agent : text.contains(other) ? other : nil
        }
    }

    /// A value as the name of an agent: letters and digits of ASCII in lower case, hyphens for all else; nil for a mere
    /// switch.
    package static func name(_ value: String) -> String? {
        let letters = value.lowercased().unicodeScalars.prefix(64).map { scalar in
            ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "." ? Character(scalar) : "-"
        }
        let name = String(letters).split(separator: "-").joined(separator: "-")
        return name.isEmpty || ["1", "0", "true", "false", "yes", "no"].contains(name) ? nil : name
    }
}

extension AgentMarker {
    /// Every marker that counts: the AWS CLI's, then what other tools look for.
    package static let all = [
        AgentMarker("CLAUDECODE", .equals("1"), "claude-code"),
        AgentMarker("GEMINI_CLI", .equals("1"), "gemini-cli"),
        AgentMarker("CODEX_THREAD_ID", .isSet, "codex"),
        AgentMarker("KIRO_SESSION_ID", .isSet, "kiro"),
        AgentMarker("OPENCODE", .isSet, "opencode"),
        AgentMarker("ANTIGRAVITY_AGENT", .isSet, "antigravity"),
        AgentMarker("AMP_CURRENT_THREAD_ID", .isSet, "amp"),
        AgentMarker("PI_CODING_AGENT", .equals("true"), "pi"),
        AgentMarker("COPILOT_CLI", .equals("1"), "copilot-cli"),
        AgentMarker("CURSOR_AGENT", .equals("1"), "cursor"),
        AgentMarker("CODEX_SANDBOX", .isSet, "codex"),
        AgentMarker("CODEX_CI", .isSet, "codex"),
        AgentMarker("CLINE_ACTIVE", .equals("true"), "cline"),
        AgentMarker("AUGMENT_AGENT", .isSet, "augment"),
        AgentMarker("QWEN_CODE", .isSet, "qwen-code"),
        AgentMarker("GOOSE_TERMINAL", .isSet, "goose"),
        AgentMarker("TRAE_AI_SHELL_ID", .isSet, "trae"),
        AgentMarker("OPENCODE_CLIENT", .isSet, "opencode"),
        AgentMarker("CLAUDE_CODE", .isSet, "claude-code"),
        AgentMarker(EnvironmentKey.executionEnvironment, .contains("amazonq", orAgent: "kiro"), "amazon-q"),
        AgentMarker("AI_AGENT", .isName, "agent"),
        AgentMarker("AGENT", .isName, "agent"),
    ]

    /// A file that an agent's machine has.
    package static let file = (path: "/opt/.devin", agent: "devin")

    /// Markers that a person's own terminal carries as well, and which therefore don't count.
    package static let uncounted = ["CURSOR_TRACE_ID", "VSCODE_AGENT", "REPL_ID"]
}
