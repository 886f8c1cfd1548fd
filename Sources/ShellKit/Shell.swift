import SystemKit

/// The shells that awsx lives in.
package enum Shell: String, Sendable, CaseIterable {
    case bash, zsh, fish

    package var quoting: Quoting { self == .fish ? .fish : .posix }

    /// The line that a person adds to the shell's file, and that file.
    package var initLine: (line: String, file: String) {
        switch self {
        case .bash: ("eval \"$(awsx init bash)\"", "~/.bashrc")
        case .zsh: ("eval \"$(awsx init zsh)\"", "~/.zshrc")
        case .fish: ("status is-interactive; and awsx init fish | source", "~/.config/fish/config.fish")
        }
    }

    /// The command by which a person takes a variable out of this shell.
    package func removal(of name: String) -> String { self == .fish ? "set -e \(name)" : "unset \(name)" }

    /// The shell that a path such as `/usr/bin/zsh` names.
    package init?(path: String) {
        self.init(rawValue: path.lastPathName ?? "")
    }
}
