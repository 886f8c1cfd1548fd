import SystemPackage

/// The three streams that a process is born with.
package struct StandardStreams: Sendable {
    package let input: StandardStream
    package let output: StandardStream
    package let error: StandardStream

    package init(input: StandardStream, output: StandardStream, error: StandardStream) {
        self.input = input
        self.output = output
        self.error = error
    }

    /// Those of this process.
    package static func live() -> StandardStreams {
        StandardStreams(
            input: StandardStream(.standardInput), output: StandardStream(.standardOutput),
            error: StandardStream(.standardError))
    }

    /// Somebody types here and reads what is said meanwhile, so that questions can be asked.
    package var hasPerson: Bool { input.isTerminal && error.isTerminal }
}
