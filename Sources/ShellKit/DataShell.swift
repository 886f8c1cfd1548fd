import CShellScripts
import Engine

/// The shells that take what awsx decides as data, since they read JSON by themselves. Nobody has run their scripts yet.
package enum DataShell: String, Sendable, CaseIterable {
    case pwsh, nu

    package var quoting: Quoting { self == .pwsh ? .powershell : .nu }

    /// `shell/awsx.ps1`, `shell/awsx.nu`.
    package var script: String {
        switch self {
        case .pwsh: unsafe String(cString: awsx_pwsh())
        case .nu: unsafe String(cString: awsx_nu())
        }
    }

    /// The command by which a person takes a variable out of this shell.
    package func removal(of name: String) -> String {
        self == .pwsh ? "Remove-Item Env:\(name)" : "hide-env \(name)"
    }

    /// What `awsx init` prints: choices as variables, then the script as it stands in `shell/`.
    package func initScript(side: InitScript.Side, command: String, executable: String) -> String {
        let choices = [("bin", executable), ("side", side.rawValue), ("cmd", command)]
        let lines = choices.map { name, value in
            self == .pwsh
                ? "$global:_awsx_\(name) = \(quoting.word(value))\n"
                : "$env._awsx_\(name) = \(quoting.word(value))\n"
        }
        return lines.joined() + script
    }
}

/// A shell that awsx knows, and how it is spoken to.
package enum KnownShell: Sendable, Hashable {
    /// It evaluates code.
    case evaluating(Shell)
    /// It reads data.
    case reading(DataShell)

    package static let names = Shell.allCases.map(\.rawValue) + DataShell.allCases.map(\.rawValue)

    package init?(name: String) {
        if let shell = Shell(rawValue: name) {
            self = .evaluating(shell)
        } else if let shell = DataShell(rawValue: name) {
            self = .reading(shell)
        } else {
            return nil
        }
    }

    package var name: String {
        switch self {
        case .evaluating(let shell): shell.rawValue
        case .reading(let shell): shell.rawValue
        }
    }

    package func removal(of name: String) -> String {
        switch self {
        case .evaluating(let shell): shell.removal(of: name)
        case .reading(let shell): shell.removal(of: name)
        }
    }

    /// What the shell's awsx function gets.
    package func text(_ statements: [ShellStatement]) -> String {
        switch self {
        case .evaluating(let shell): ShellCode(shell, statements).text
        case .reading: ShellSteps(statements).json.serialized(.sortedLine) + "\n"
        }
    }
}
