import Engine
import SystemKit

/// A command line of awsx's own config, run by no shell and without any identity.
struct ConfiguredCommand {
    let program: String
    let words: [String]
    var environment: Environment

    /// Nil for a line that does not begin with a program that can be run.
    init?(_ line: Setting, in context: RuntimeContext) {
        guard let words = try? ShellWords.split(line.value), let first = words.first,
            case .found(let program) = ProgramSearch.find(first, path: context.environment[EnvironmentKey.path])
        else { return nil }
        self.program = program
        self.words = words
        environment = context.environment
        for name in EnvironmentKey.identity { environment.remove(name) }
    }
}
