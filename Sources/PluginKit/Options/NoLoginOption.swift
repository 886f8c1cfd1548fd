import ArgumentParser

/// For commands that sign in where that is needed.
package struct NoLoginOption: ParsableArguments {
    @Flag(name: .customLong("no-login"), help: "Never start a sign-in; exit with 79 if one is needed.")
    package var isForbidden = false

    package init() {}
}
