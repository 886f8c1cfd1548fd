import CShellScripts

/// What `awsx init` prints: choices as assignments, then the shell's script as it stands in `shell/`, then, for a shell
/// that somebody types in, its completion.
package struct InitScript: Sendable {
    /// Where the prompt segment goes.
    package enum Side: String, Sendable, CaseIterable { case left, right, none }

    private let shell: Shell
    private let side: Side
    private let command: String
    private let isAuto: Bool
    private let executable: String
    private let variables: [String]
    private let secrets: [String]

    /// - Parameters:
    ///   - command: the name of the shell's function, which `isName` accepts.
    ///   - executable: where the function finds awsx.
    ///   - variables: the names of those that the prompt follows from.
    ///   - secrets: the same of those of which it counts only whether they hold anything.
    package init(
        _ shell: Shell, side: Side, command: String, isAuto: Bool, executable: String, variables: [String],
        secrets: [String]
    ) {
        self.shell = shell
        self.side = side
        self.command = command
        self.isAuto = isAuto
        self.executable = executable
        self.variables = variables
        self.secrets = secrets
    }

    package var text: String {
        let choices = [
            ("_awsx_bin", executable), ("_awsx_side", side.rawValue), ("_awsx_cmd", command),
            ("_awsx_auto", isAuto ? "1" : ""), ("_awsx_variables", variables.joined(separator: " ")),
            ("_awsx_secrets", secrets.joined(separator: " ")), ("_awsx_edition", shell.edition),
        ]
        let quoting = shell.quoting
        switch shell {
        case .fish:
            return choices.map { "set -g \($0) \(quoting.word($1))\n" }.joined() + shell.script
                + "if status is-interactive\n\(shell.completion)end\n"
        case .bash:
            return choices.map { "\($0)=\(quoting.word($1))\n" }.joined() + shell.script
                // Read by eval, command by command, so that its first lines can turn aliases off for the rest; words that
                // nobody's alias is of, since aliases hold here again.
                + "\\builtin test \"${-##*i*}\" || \\builtin eval \(quoting.word(shell.completion))\n"
        case .zsh:
            // Parsed with zsh's own options and without aliases, and kept so for ever, whatever the user sets.
            let body =
                choices.map { "\($0)=\(quoting.word($1))\n" }.joined() + shell.script
                + "if [[ -o interactive ]]; then\n\(shell.completion)fi\ntrue\n"
            return "\\builtin emulate -R zsh -o no_aliases -c \(quoting.word(body))\n"
        }
    }

    /// Letters, digits, dashes and underscores, a letter first: it becomes the name of a function.
    package static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 64 else { return false }
        return text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2d || $0 == 0x5f }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7a).contains(byte) || (0x41...0x5a).contains(byte)
    }
}

extension Shell {
    /// `shell/awsx.NAME`.
    package var script: String {
        switch self {
        case .bash: unsafe String(cString: awsx_bash())
        case .zsh: unsafe String(cString: awsx_zsh())
        case .fish: unsafe String(cString: awsx_fish())
        }
    }

    /// Another word for other scripts, so that doctor sees a shell that loaded those of another awsx: FNV-1a, 64 bits.
    package var edition: String {
        let mixed = [script, completion].reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, text in
            text.utf8.reduce(hash) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        }
        return String(mixed, radix: 16)
    }

    /// The shell's file in `completions/`.
    package var completion: String {
        switch self {
        case .bash: unsafe String(cString: awsx_completion_bash())
        case .zsh: unsafe String(cString: awsx_completion_zsh())
        case .fish: unsafe String(cString: awsx_completion_fish())
        }
    }
}
