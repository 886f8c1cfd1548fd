/// A parent that has arranged something about signals before it becomes a program, as supervisors, nohup, scripts and
/// pools of threads do.
package struct SignalAlteringParent: Sendable, CustomStringConvertible {
    private let ignoring: [Int32]
    private let blocking: [Int32]

    package init(ignoring: [Int32] = [], blocking: [Int32] = []) {
        self.ignoring = ignoring
        self.blocking = blocking
    }

    package var description: String { "ignoring \(ignoring), blocking \(blocking)" }

    private static let script = """
        import os, signal, sys
        ignoring, blocking = ([int(word) for word in words.split()] for words in sys.argv[1:3])
        # What Python ignores for itself.
        for number in signal.SIGPIPE, signal.SIGXFSZ: signal.signal(number, signal.SIG_DFL)
        for number in ignoring: signal.signal(number, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_BLOCK, blocking)
        os.execvp(sys.argv[3], sys.argv[3:])
        """

    /// The words that run a command so, by Python, since no shell ignores every signal that it is told to.
    package func words(_ command: [String]) -> [String] {
        let lists = [ignoring, blocking].map { list in list.map { "\($0)" }.joined(separator: " ") }
        return ["python3", "-c", Self.script] + lists + command
    }
}

extension EndToEndHome {
    /// Runs a program here as a child of such a parent.
    package func run(
        under parent: SignalAlteringParent, _ command: [String], setting variables: KeyValuePairs<String, String?> = [:]
    ) async throws -> ProgramOutcome {
        let words = parent.words(command)
        return try await Program.run(
            "/usr/bin/env", words, environment: environment.setting(variables), folder: path)
    }
}
