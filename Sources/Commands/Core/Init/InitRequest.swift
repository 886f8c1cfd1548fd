import ArgumentParser
import PluginKit
import ShellKit

/// What a call of `init` asks for.
struct InitRequest: Hashable {
    let shell: KnownShell
    /// Where the segment goes; nil for the shell's own side.
    let prompt: InitScript.Side?
    let cmd: String
    let auto: Bool

    /// Reads plain words at once, all others by the parser, which would be the half of a shell's start with awsx.
    init(_ words: [String]) throws {
        self = try Self(hot: words) ?? Self(InitArguments.understand(words))
    }

    init(_ arguments: InitArguments) {
        shell = arguments.shell
        prompt = arguments.prompt
        cmd = arguments.cmd
        auto = arguments.auto
    }

    init?(hot words: [String]) {
        guard var words = HotPathArgumentParser(words, option: HotPathOptionTable.`init`), words.plain.count == 1,
            let shell = KnownShell(name: words.plain[0]), Verbosity(&words) != nil
        else { return nil }
        self.shell = shell
        switch words.take("prompt") {
        case let word?:
            guard let side = InitScript.Side(rawValue: word) else { return nil }
            prompt = side
        case nil: prompt = nil
        }
        cmd = words.take("cmd") ?? InitArguments.defaultName
        auto = words.takeFlag("auto")
        guard words.isTaken else { return nil }
    }
}

struct InitArguments: DeclaredCommand {
    static var name: String { "init" }
    static let defaultName = "awsx"
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Print the shell integration script.",
        discussion: """
            Add one line to your shell's startup file:
              ~/.bashrc                   eval "$(awsx init bash)"
              ~/.zshrc                    eval "$(awsx init zsh)"
              ~/.config/fish/config.fish  status is-interactive; and awsx init fish | source
              $PROFILE (PowerShell 7.3)   awsx init pwsh | Out-String | Invoke-Expression
            Nushell reads a saved file: awsx init nu | save -f ~/.config/nushell/awsx.nu, then in config.nu: \
            source ~/.config/nushell/awsx.nu. The last two are not tested yet.
            """)

    static let listing = CommandListing(
        .shell, 1, summary: "Set up your shell: use, prompt", answersInJSON: false, isOnHotPath: true)

    @Argument(help: "bash, zsh, fish, pwsh or nu.", completion: .list(KnownShell.names))
    var shell: KnownShell

    @Option(help: "Where the prompt segment goes: left, right or none.")
    var prompt: InitScript.Side?

    @Option(help: "The name of the command in your shell.")
    var cmd = InitArguments.defaultName

    @Flag(help: "Follow .awsx files that awsx allow has approved.")
    var auto = false

    @OptionGroup var common: CommonOptions
}

extension Shell: ExpressibleByArgument {}
extension KnownShell: ExpressibleByArgument {
    package init?(argument: String) { self.init(name: argument) }

    package static var allValueStrings: [String] { names }
}
extension InitScript.Side: ExpressibleByArgument {}
