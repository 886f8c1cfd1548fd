package import ArgumentParser
package import Engine

/// What every command takes.
package struct CommonOptions: ParsableArguments {
    @Option(help: "Use colour: auto, always or never.")
    package var color: Style.Choice = .auto

    @Flag(name: .shortAndLong, help: "Print details to stderr, never secrets.")
    package var verbose = false

    @Flag(name: .shortAndLong, help: "Print errors only.")
    package var quiet = false

    package init() {}

    package var verbosity: Verbosity { Verbosity(color: color, isVerbose: verbose, isQuiet: quiet) }

    package func output(json: Bool = false, in context: RuntimeContext) -> Output {
        Output(isJSON: json, verbosity, in: context)
    }
}

extension Style.Choice: ExpressibleByArgument {}

/// For commands with an answer that programs read.
package struct JSONOption: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Print one JSON object on stdout.")
    package var isOn = false

    package init() {}
}

/// Names that mean the same everywhere.
extension NameSpecification {
    package static var profile: NameSpecification { [.customShort("p"), .customLong("profile")] }
    package static var session: NameSpecification { [.customLong("session"), .customLong("sso-session")] }
}
