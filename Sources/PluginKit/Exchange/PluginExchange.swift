package import Engine
package import SystemKit

/// A plugin's program, ready to be asked: whoever has one has seen that it may run.
package struct AnsweringProgram: Sendable {
    package let plugin: String
    package let path: String
    package let environment: Environment
    /// Milliseconds for an answer, where nobody is asked.
    package let deadline: Int64
    package let personAccess: PersonAccess
    /// The files that it is made of.
    package let files: [String]

    package init(
        plugin: String, path: String, environment: Environment, deadline: Int64, personAccess: PersonAccess = .never,
        files: [String] = []
    ) {
        self.plugin = plugin
        self.path = path
        self.environment = environment
        self.deadline = deadline
        self.personAccess = personAccess
        self.files = files
    }

    /// Milliseconds for an answer that a person has a part in.
    private static let patience: Int64 = 300_000

    /// Whether it is asked with the terminal in its hands.
    func isInteractive(hasPerson: Bool) -> Bool { hasPerson && personAccess != .never }

    /// The exchange for an operation.
    ///
    /// - Parameters:
    ///   - hasPerson: somebody is at the terminal and may be asked.
    ///   - tell: shows a person a line of what the plugin says.
    package func request(
        _ operation: PluginOperation, runID: String, hasPerson: Bool, tell: @escaping @Sendable (String) -> Void
    ) -> ProcessExchange.Request {
        let isInteractive = isInteractive(hasPerson: hasPerson)
        let deadline = isInteractive ? max(deadline, Self.patience) : deadline
        let name = plugin
        return ProcessExchange.Request(
            path, words: [path.split(separator: "/").last.map(String.init) ?? path], environment: environment,
            line: ExchangeRequest(operation, runID: runID, isInteractive: isInteractive, deadline: deadline).line,
            deadline: deadline, hasTerminal: isInteractive,
            tell: { line in
                let text = String(decoding: line, as: UTF8.self)
                if !text.isEmpty { tell("\(name): \(text)") }
            })
    }
}

/// The plugins that answer: where they are, and whether they may run.
package protocol AnsweringPlugins: Sendable {
    /// The program that gives credentials.
    ///
    /// - Throws: `.pluginBroken` for none of that name, or one that gives none; `.denied` for one that may not run.
    func provider(_ name: String) throws(Failure) -> AnsweringProgram

    /// Who has a say in an event, by name.
    func hooks(for event: HookEvent) -> [Hook]

    /// The program that knows what words of its command line may be; nil for none that may run. Nobody is asked for that.
    func completer(_ name: String, subcommand: String?) -> AnsweringProgram?
}

/// A plugin that has a say in an event.
package struct Hook: Sendable {
    package let plugin: String
    /// Without its answer the event is refused.
    package let isPolicy: Bool
    /// Nil of a failure: it may not run, or can't.
    package let program: Result<AnsweringProgram, Failure>

    package init(plugin: String, isPolicy: Bool, program: Result<AnsweringProgram, Failure>) {
        self.plugin = plugin
        self.isPolicy = isPolicy
        self.program = program
    }
}
