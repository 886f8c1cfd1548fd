import PluginKit
import ShellKit

/// What the completion scripts know of the built-in commands, as a function of each shell.
enum CompletionTable {
    /// The function `_awsx_table`: the lines of `CommandSyntax.table` for the command that is named, or else those that
    /// `awsx complete syntax` tells.
    static func text(_ shell: Shell, _ commands: [BuiltInCommand]) -> String {
        let tables = commands.map { (name: $0.manifest.name, lines: $0.manifest.words.table()) }
        switch shell {
        case .bash:
            // Nothing is shown beside a word there.
            let cases = tables.map { name, lines in
                let short = lines.map { $0.split(separator: " ").prefix(3).joined(separator: " ") }
                return "        \(name)) table='\(short.joined(separator: "\n"))' ;;\n"
            }
            return """
                _awsx_table() {
                    case $1 in
                \(cases.joined())        *) table=$(\\builtin command "${_awsx_bin:-awsx}" complete syntax "$1" 2>/dev/null) || : ;;
                    esac
                }

                """
        case .zsh:
            let cases = tables.map { name, lines in
                "        \(name))\n            table=(\n"
                    + lines.map { "                \(Shell.zsh.quoting.word($0))\n" }.joined()
                    + "            )\n            ;;\n"
            }
            return """
                _awsx_table() {
                    case $1 in
                \(cases.joined())        *) table=("${(@f)$(command ${_awsx_bin:-awsx} complete syntax "$1" 2>/dev/null)}") ;;
                    esac
                }

                """
        case .fish:
            let cases = tables.map { name, lines in
                "        case \(name)\n"
                    + lines.map { "            echo -- \(Shell.fish.quoting.word($0))\n" }.joined()
            }
            return """
                function _awsx_table -a name
                    switch $name
                \(cases.joined())        case '*'
                            set -l bin awsx
                            set -q _awsx_bin; and set bin $_awsx_bin
                            command $bin complete syntax "$name" 2>/dev/null
                    end
                end

                """
        }
    }
}
