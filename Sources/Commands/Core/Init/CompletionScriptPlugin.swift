import ArgumentParser
import Engine
package import PluginKit
import ShellKit
import SystemKit

/// `awsx completion`: the files of `completions/`, for who installed awsx without them.
package struct CompletionScriptPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = CompletionArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let text = try CompletionArguments.understand(invocation.words).shell.completion
        try invocation.context.streams.output.print(text)
        return ExitStatus.done.rawValue
    }
}

private struct CompletionArguments: DeclaredCommand {
    static var name: String { "completion" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Print a shell completion script.",
        discussion: """
            Save it where the shell looks for completions:
              awsx completion bash > ~/.local/share/bash-completion/completions/awsx
              awsx completion zsh > ~/.zfunc/_awsx        (a folder of fpath, before compinit)
              awsx completion fish > ~/.config/fish/completions/awsx.fish
            Or load it in the shell's startup file: eval "$(awsx completion bash)", the same for zsh after \
            compinit, or awsx completion fish | source.
            """)

    static let listing = CommandListing(.shell, 6, answersInJSON: false)

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    @OptionGroup var common: CommonOptions
}
