package import ArgumentParser

/// For commands that give keys, which a rule may want a reason for.
package struct ReasonOption: ParsableArguments {
    @Option(
        name: .customLong("reason"),
        help: ArgumentHelp("The reason, for rules that ask for one. It is written to the log.", valueName: "text"))
    package var text: String?

    package init() {}
}
