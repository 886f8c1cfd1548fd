import Engine
import PluginKit
import SystemKit

/// A program that awsx becomes.
struct ProgramTarget {
    /// Where the program is.
    let program: String
    /// The program's words, its own name first.
    let command: [[UInt8]]

    /// The program's name alone: what its words say is nobody else's.
    var commandName: String { program.split(separator: "/").last.map(String.init) ?? program }

    /// The same with what is said to the program, as rules and whoever confirms look at it.
    var words: [String] { [commandName] + command.dropFirst().map { String(decoding: $0, as: UTF8.self) } }
}

/// What `exec` is to run, and what it was told beside.
struct ExecTarget {
    let options: ResolvedExecOptions
    let target: ProgramTarget
    /// Whether nothing was named, so that it is the user's shell.
    let isShell: Bool

    init(options: ResolvedExecOptions, program: String, command: [[UInt8]], isShell: Bool) {
        self.options = options
        target = ProgramTarget(program: program, command: command)
        self.isShell = isShell
    }

    var program: String { target.program }
    var command: [[UInt8]] { target.command }
    var commandName: String { target.commandName }
}

/// Forms of `exec` that are habits from other tools: a profile in the command's place, and no command, which is a shell.
struct ExecHabits {
    let words: ExecOptionsAndCommand
    let options: ResolvedExecOptions
    let service: CredentialService

    /// What is meant where no program has the name of the first word, or where there is no word.
    func target() throws -> ExecTarget {
        guard let first = words.command.first else { return try shell(options) }
        let name = String(decoding: first, as: UTF8.self)
        guard service.config.profile(name) != nil else { throw unknown(name) }
        let rest = words.command.dropFirst()
        // Whoever typed -- meant a command, and whoever named somebody already meant that.
        guard !words.isMarked, options.identity.profile == nil, !options.identity.namesRole else {
            throw misplaced(name, rest)
        }
        let inner = ExecOptionsAndCommand(rest: Array(rest), after: words.options + ["--profile", name])
        guard let command = inner.command.first else {
            guard service.context.streams.hasPerson else { throw misplaced(name, rest) }
            return try shell(try ResolvedExecOptions(inner.options, files: service.context.files))
        }
        guard let program = try ProgramSearch.program(String(decoding: command, as: UTF8.self), in: service.context)
        else {
            throw unknown(String(decoding: command, as: UTF8.self))
        }
        return ExecTarget(
            options: try ResolvedExecOptions(inner.options, files: service.context.files), program: program,
            command: inner.command, isShell: false)
    }

    private func shell(_ options: ResolvedExecOptions) throws(Failure) -> ExecTarget {
        let name = service.context.environment.text("SHELL") ?? "/bin/sh"
        guard let program = try ProgramSearch.program(name, in: service.context) else {
            throw Failure(
                .commandNotFound, "there is no shell \(name)", at: .variable("SHELL"),
                hint: "awsx exec -- bash")
        }
        return ExecTarget(options: options, program: program, command: [Array(name.utf8)], isShell: true)
    }

    private func unknown(_ name: String) -> Failure {
        let near = SimilarNames.of(name, among: service.config.profileNames, limit: 5)
        let hint =
            near.isEmpty ? nil : "for the profile: awsx exec -p \(DisplayedCommandWord.quoted(near[0])) -- COMMAND"
        return Failure(.commandNotFound, "there is no command \(name)", hint: hint)
    }

    private func misplaced(_ name: String, _ rest: ArraySlice<[UInt8]>) -> Failure {
        var rest = rest.map { String(decoding: $0, as: UTF8.self) }
        if rest.first == "--" { rest.removeFirst() }
        let inner = rest.isEmpty ? "$SHELL" : rest.map(DisplayedCommandWord.quoted).joined(separator: " ")
        return Failure(
            .usage, "\(name) is a profile, not a command",
            hint: "awsx exec -p \(DisplayedCommandWord.quoted(name)) -- \(inner)")
    }
}
