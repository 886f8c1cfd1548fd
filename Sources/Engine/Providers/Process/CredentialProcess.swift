package import SystemKit

/// A profile's `credential_process` (<doc:CredentialProviders>, Programs): which program it runs, and what the
/// program's output means.
package struct CredentialProcess: Sendable, Hashable {
    private let settings: ProcessSettings

    package init(_ settings: ProcessSettings) { self.settings = settings }

    /// The account of a program that names none.
    var accountID: String? { settings.accountID }

    var profile: String { settings.profile }

    /// The command line as configured; it may hold secrets, and only its first word is ever shown.
    var command: Setting { settings.command }

    /// A program with its words and variables.
    package struct Invocation: Sendable {
        package let program: String
        package let words: [String]
        /// The caller's, with this profile added to the chain of those that are being answered.
        package let environment: Environment
        package let limits: CapturedProcess.Limits
    }

    /// What to run: split like a shell's line, but run by no shell.
    ///
    /// - Throws: `.configInvalid` for a line that can't be split or a profile that runs itself, `.commandNotFound` and
    ///   `.notExecutable` under the status of a configuration error.
    package func invocation(in context: RuntimeContext) throws(Failure) -> Invocation {
        var environment = context.environment
        let chain = try CredentialProcessLoopGuard(environment).appending(profile)
        let limits = try limits(environment)
        let words = try words()
        environment.set(EnvironmentKey.profileChain, chain.text)
        switch ProgramSearch.find(words[0], path: environment[EnvironmentKey.path]) {
        case .found(let program):
            return Invocation(program: program, words: words, environment: environment, limits: limits)
        case .notFound:
            let needsShell = words[0].hasPrefix("~") || words[0].contains("$")
            throw Failure(
                .commandNotFound,
                "the credential_process of profile \(profile) needs the program \(RedactedValue.program(words[0])), which does not exist",
                at: command.location,
                hint: needsShell
                    ? "no shell runs this line: write the program's full path"
                    : "install it, or write its full path",
                status: .configuration)
        case .notExecutable(let path, let reason):
            throw Failure(
                .notExecutable, "the credential_process of profile \(profile) can't be run: \(path): \(reason)",
                at: command.location, hint: "ls -l \(DisplayedCommandWord.quoted(path))", status: .configuration)
        }
    }

    private func words() throws(Failure) -> [String] {
        let words: [String]
        do {
            words = try ShellWords.split(command.value)
        } catch {
            let what = error == .unclosedQuote ? "a quote that is not closed" : "a backslash at its end"
            throw invalid("credential_process of profile \(profile) has \(what)")
        }
        guard let first = words.first, !first.isEmpty else {
            throw invalid("credential_process of profile \(profile) does not name a program")
        }
        // No program can be given one.
        guard !command.value.utf8.contains(0) else {
            throw invalid("credential_process of profile \(profile) has a NUL character")
        }
        return words
    }

    private func invalid(_ message: String) -> Failure {
        Failure(
            .configInvalid, message, at: command.location,
            hint: "write credential_process = PROGRAM ARGUMENTS…, with quotes around an argument that contains spaces")
    }

    /// A person may be asked for a code or a fingerprint, so that the time is ample; `AWSX_PROCESS_TIMEOUT` in seconds.
    private func limits(_ environment: Environment) throws(Failure) -> CapturedProcess.Limits {
        var seconds: Int64 = 300
        if let text = environment.text(EnvironmentKey.awsxProcessTimeout) {
            guard let number = Int64(text), (1...86_400).contains(number) else {
                throw Failure(
                    .configInvalid, "\"\(text)\" is not a number of seconds from 1 to 86400",
                    at: .variable(EnvironmentKey.awsxProcessTimeout),
                    hint: "unset \(EnvironmentKey.awsxProcessTimeout)")
            }
            seconds = number
        }
        return CapturedProcess.Limits(output: 1 << 20, milliseconds: seconds * 1000)
    }
}
