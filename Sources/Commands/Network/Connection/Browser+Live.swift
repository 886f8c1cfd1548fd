package import Engine
import SystemKit
import Terminal

extension Browser {
    /// Starts the user's browser, detached and silent, without the variables that say who one is in AWS.
    package static func live(_ context: RuntimeContext) -> Browser {
        Browser { url in
            guard isWeb(url) else { return "it is not a web address" }
            // Without a display xdg-open may start a browser of the terminal, which nobody could see or leave.
            if context.environment.text("BROWSER") == nil,
                let reason = LoginFlow.missingDisplay(context.environment)
            {
                return reason
            }
            let commands =
                context.environment.text("BROWSER").map { variable in
                    BrowserCommand.list(variable: variable, url: url) { try? ShellWords.split($0) }
                } ?? BrowserCommand.platformDefaults(url: url)
            if commands.contains(where: { start($0.words, context) }) { return nil }
            let names = commands.map(\.words[0])
            return context.environment.text("BROWSER") == nil
                ? "\(names.joined(separator: " or ")) could not be started"
                : names.isEmpty
                    ? "BROWSER does not contain a program"
                    : "BROWSER is \(names.joined(separator: ", ")), which could not be started"
        }
    }

    /// Starts the program of a setting in the same way.
    ///
    /// - Parameter words: the program and its words for an address; none for a setting that can't be read.
    package static func live(
        _ context: RuntimeContext, by setting: Setting, words: @escaping @Sendable (_ url: String) -> [String]
    ) -> Browser {
        Browser { url in
            guard isWeb(url) else { return "it is not a web address" }
            let words = words(url)
            guard let name = words.first else { return "\(setting.location) names no program" }
            return start(words, context) ? nil : "\(setting.location) names \(name), which could not be started"
        }
    }

    private static func isWeb(_ url: String) -> Bool { url.hasPrefix("https://") || url.hasPrefix("http://") }

    private static func start(_ words: [String], _ context: RuntimeContext) -> Bool {
        // A window is a person's; who asks for one in an agent was refused before.
        if context.agent != nil { return false }
        var environment = context.environment
        for name in EnvironmentKey.identity { environment.remove(name) }
        guard case .found(let program) = ProgramSearch.find(words[0], path: environment[EnvironmentKey.path])
        else { return false }
        let child = try? ChildProcess.start(program, words: words, environment: environment, streams: .detached)
        return child != nil
    }
}
