import SystemKit

/// The shell that a person types in, and what of awsx is in it.
package struct DetectedShell: Sendable, Hashable {
    package enum Name: String, Sendable, CaseIterable { case bash, zsh, fish }

    package let name: Name
    /// The file that a line of awsx would go into.
    package let file: String
    package let isInitialised: Bool
    package let completes: Bool
    /// Whether the shell that runs loaded the script of another awsx.
    package let isOutdated: Bool

    package init(name: Name, file: String, isInitialised: Bool, completes: Bool, isOutdated: Bool = false) {
        self.name = name
        self.file = file
        self.isInitialised = isInitialised
        self.completes = completes
        self.isOutdated = isOutdated
    }

    /// Reads the shell's own files; nil for a shell that awsx doesn't live in.
    ///
    /// A shell that has awsx says so in `AWSX_SHELL`; otherwise its files tell whether the next one will.
    ///
    /// - Parameter editions: the words for this awsx's own scripts.
    package static func load(
        _ context: RuntimeContext, prefixes: [String], editions: [Name: String]
    ) -> DetectedShell? {
        let environment = context.environment
        let program = environment.text("SHELL")?.lastPathName
        guard let home = context.home, let name = (environment.text(mark) ?? program).flatMap(Name.init) else {
            return nil
        }
        let locations = Places(name: name, home: home, environment: environment)
        let texts = locations.files(context.files).compactMap { path in
            (try? context.files.read(path, limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) }
        }
        let lines = texts.flatMap { $0.split(whereSeparator: \.isNewline) }.filter {
            !$0.drop(while: \.isWhitespace).hasPrefix("#")
        }
        func says(_ word: String) -> Bool { lines.contains { $0.contains(word) } }
        return DetectedShell(
            name: name, file: locations.main,
            isInitialised: environment.text(mark) == name.rawValue || says("awsx init") || says("/awsx.\(name)")
                || lines.contains { $0.hasPrefix("plugins=") && $0.contains("awsx") },
            completes: completesNow(environment)
                ?? (says("awsx completion")
                    || locations.completions(prefixes).contains { (try? context.files.status($0)) != nil }),
            isOutdated: environment.text(mark) == name.rawValue
                && isOutdated(environment[editionMark], present: editions[name]))
    }

    /// A script that has no word yet is older than the words; one that was read from its file says an empty one.
    private static func isOutdated(_ loaded: String?, present: String?) -> Bool {
        guard let present else { return false }
        return loaded != "" && loaded != present
    }

    /// What the shell that runs says of its completion; nil where it says nothing. zsh has none before compinit.
    private static func completesNow(_ environment: Environment) -> Bool? {
        environment.text(mark) == nil ? nil : environment.text(completionMark).map { $0 == "1" }
    }

    private static let mark = "AWSX_SHELL"
    private static let completionMark = "AWSX_SHELL_COMPLETION"
    private static let editionMark = "AWSX_SHELL_EDITION"

    private struct Places {
        let name: Name
        let home: String
        let environment: Environment

        private var configHome: String { environment.text("XDG_CONFIG_HOME") ?? "\(home)/.config" }
        private var dataHome: String { environment.text("XDG_DATA_HOME") ?? "\(home)/.local/share" }
        private var zshHome: String { environment.text("ZDOTDIR") ?? home }

        var main: String {
            switch name {
            case .bash: "\(home)/.bashrc"
            case .zsh: "\(zshHome)/.zshrc"
            case .fish: "\(configHome)/fish/config.fish"
            }
        }

        func files(_ files: any FileSystem) -> [String] {
            switch name {
            case .bash: return [".bashrc", ".bash_profile", ".bash_login", ".profile"].map { "\(home)/\($0)" }
            case .zsh: return [".zshrc", ".zprofile", ".zshenv"].map { "\(zshHome)/\($0)" }
            case .fish:
                let folder = "\(configHome)/fish/conf.d"
                let names = (try? files.list(folder)) ?? []
                return [main] + names.map { "\(folder)/\($0)" }
            }
        }

        /// Where the shell looks by itself, and where awsx installs.
        func completions(_ prefixes: [String]) -> [String] {
            let shares = [dataHome] + (prefixes + ["/usr/local", "/usr"]).map { "\($0)/share" }
            return switch name {
            case .bash:
                shares.flatMap { share in
                    ["awsx", "awsx.bash"].map { "\(share)/bash-completion/completions/\($0)" }
                }
            case .zsh:
                shares.flatMap { share in
                    ["site-functions", "vendor-completions"].map { "\(share)/zsh/\($0)/_awsx" }
                } + ["\(zshHome)/.zfunc/_awsx"]
            case .fish:
                shares.map { "\($0)/fish/vendor_completions.d/awsx.fish" } + [
                    "\(configHome)/fish/completions/awsx.fish"
                ]
            }
        }
    }
}
