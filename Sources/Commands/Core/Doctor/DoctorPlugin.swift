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
                listsAll: arguments.common.verbose, columns: invocation.context.streams.output.columns,
                time: LocalTime(invocation.context.clock))
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
        commandName: name, abstract: "Check your setup and show how to fix problems.",
        discussion: """
            Checks files and environment variables, the version of the installed AWS CLI, and whether the hosts of \
            the configured sessions answer and agree with this machine's clock. A problem that affects many \
            profiles is shown once, with its first location; --verbose lists all. Exit status: 0 if no problem was \
            found, otherwise 1.
            """)

    static let listing = CommandListing(.look, 5)

    @Flag(
        help: "Fix what is safe to fix: permissions that are too wide, duplicate cache files. Shows the commands first."
    )
    var fix = false

    @Flag(name: .shortAndLong, help: "Don't ask for confirmation (with --fix).")
    var yes = false

    @Flag(help: "Skip the network checks.")
    var offline = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if yes, !fix { throw ValidationError("--yes requires --fix") }
    }
}
