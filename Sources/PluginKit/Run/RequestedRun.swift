/// What is about to get keys.
package struct RequestedRun: Sendable, Hashable {
    /// The command of awsx that gives them, as the log has it.
    package enum Kind: String, Sendable, CaseIterable {
        case exec, each, env, use
        case credentialProcess = "credential-process"
        case token, console, ecr, eks
        case agent

        /// Whether a person may be asked there: the SDKs, docker and kubectl call the others.
        var mayAsk: Bool {
            switch self {
            case .exec, .each, .env, .use, .token, .console, .agent: true
            case .credentialProcess, .ecr, .eks: false
            }
        }

        /// Whether what it gives can be narrowed.
        var canBeNarrowed: Bool { self != .token }
    }

    package let kind: Kind
    /// The program's name and its words, for rules and for whoever confirms; empty where nothing is run.
    package let command: [String]
    /// `--reason`.
    package let reason: String?
    /// Whether it goes on with a run that a person confirmed when it began.
    package let isRenewal: Bool

    package init(_ kind: Kind, command: [String] = [], reason: String? = nil, isRenewal: Bool = false) {
        self.kind = kind
        self.command = command
        self.reason = reason
        self.isRenewal = isRenewal
    }
}
