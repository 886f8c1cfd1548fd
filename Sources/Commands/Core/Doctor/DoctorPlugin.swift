import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx doctor`: what is wrong with this set-up, and what mends it.
package struct DoctorPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = DoctorArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let arguments = try DoctorArguments.understand(invocation.words)
        let output = arguments.common.output(json: arguments.json.isOn, in: invocation.context)
        let examination = DoctorRun(
            context: invocation.context, isOffline: arguments.offline, isVerbose: arguments.common.verbose)
        var outcome = try examination.examine()
        let report = { (outcome: DoctorRun.Outcome, repairs: [FixResult]?) in
            DoctorReport(
                found: outcome.found, groups: examination.groups, unexamined: outcome.unexamined, repairs: repairs,
                listsAll: arguments.common.verbose, columns: invocation.context.streams.output.columns)
        }
        var repairs: [FixResult]?
        if arguments.fix {
            let fixes = FixRunner(context: invocation.context, isAgreed: arguments.yes)
            let isShownFirst = fixes.asks(about: outcome.found) && !arguments.json.isOn
            // Whoever is asked has seen what for.
            if isShownFirst { try output.show(report(outcome, [])) }
            let done = try fixes.carryOut(outcome.found)
            repairs = done ?? []
            if done == nil {
                output.remark("nothing was changed")
                if isShownFirst { return ExitStatus.failure.rawValue }
            }
            if repairs?.isEmpty == false { outcome = try examination.examine() }
        }
        try output.show(report(outcome, repairs))
        let found = outcome.found
        return (found.isEmpty ? ExitStatus.done : .failure).rawValue
    }
}

private struct DoctorArguments: DeclaredCommand {
    static var name: String { "doctor" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Look for what is wrong, and say what mends it.",
        discussion: """
            Reads files and variables, asks the installed AWS CLI for its version, and sees whether the hosts of the \
            configured sessions answer and have the same time. A finding that many profiles share is one line with the \
            first place; --verbose lists all. Exit status: 0 nothing was found, 1 something was.
            """)

    static let listing = CommandListing(.look, 5)

    @Flag(help: "Mend what is safe to mend: permissions that are too wide, copies of cache files. It is shown first.")
    var fix = false

    @Flag(name: .shortAndLong, help: "With --fix: don't ask.")
    var yes = false

    @Flag(help: "Ask no host.")
    var offline = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if yes, !fix { throw ValidationError("--yes goes with --fix") }
    }
}
