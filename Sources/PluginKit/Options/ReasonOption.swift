package import ArgumentParser

/// For commands that give keys, which a rule may want a reason for.
package struct ReasonOption: ParsableArguments {
    @Option(
        name: .customLong("reason"),
        help: ArgumentHelp("Why, for rules that ask for a reason. It is kept in the log.", valueName: "text"))
    package var text: String?

    package init() {}
}
