import Engine
import SystemKit
import Terminal

extension Browser {
    /// Starts the user's browser, detached and silent, without the variables that say who one is in AWS.
    static func live(_ context: RuntimeContext) -> Browser {
        Browser { url in
            guard url.hasPrefix("https://") || url.hasPrefix("http://") else { return "it is not a web address" }
            // Without a display xdg-open may start a browser of the terminal, which nobody could see or leave.
            if context.environment.text("BROWSER") == nil,
                let reason = LoginFlow.missingDisplay(context.environment)
            {
                return reason
            }
            var environment = context.environment
            for name in EnvironmentKey.identity { environment.remove(name) }
            let commands =
                context.environment.text("BROWSER").map { variable in
                    BrowserCommand.list(variable: variable, url: url) { try? ShellWords.split($0) }
                } ?? BrowserCommand.platformDefaults(url: url)
            if commands.contains(where: { start($0, environment) }) { return nil }
            let names = commands.map(\.words[0])
            return context.environment.text("BROWSER") == nil
                ? "\(names.joined(separator: " or ")) could not be started"
                : names.isEmpty
                    ? "BROWSER does not contain a program"
                    : "BROWSER is \(names.joined(separator: ", ")), which could not be started"
        }
    }

    private static func start(_ command: BrowserCommand, _ environment: Environment) -> Bool {
        guard
            case .found(let program) = ProgramSearch.find(command.words[0], path: environment[EnvironmentKey.path])
        else { return false }
        let child = try? ChildProcess.start(
            program, words: command.words, environment: environment, streams: .detached)
        return child != nil
    }
}
