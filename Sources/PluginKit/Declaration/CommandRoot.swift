package import ArgumentParser

/// `awsx` as the root of what is typed, with the one command below it that was named: reading its words needs no other.
package struct CommandRoot<Command: ParsableCommand>: ParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "awsx", subcommands: [Command.self])
    }

    package init() {}
}
