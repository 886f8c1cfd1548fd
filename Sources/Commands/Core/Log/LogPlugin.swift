import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx log`: what was run as whom.
package struct LogPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = LogArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let arguments = try LogArguments.understand(invocation.words)
        let context = invocation.context
        let log = try RunLog.of(context)
        let filter = LogFilter(arguments, at: context.clock.now())
        let output = arguments.common.output(json: arguments.json.isOn, in: context)
        let report = LogReport(
            time: LocalTime(context.clock), columns: context.streams.output.columns, isJSON: arguments.json.isOn)
        var tail = LogTail(log)
        let entries = try tail.start().filter(filter.accepts)
        try context.streams.output.print(report.text(entries, output))
        if entries.isEmpty, !arguments.follow {
            output.remark(filter.isOpen ? "there are no runs in the log" : "no run in the log matches")
        }
        while arguments.follow {
            Pause.milliseconds(250)
            let new = try tail.next().filter(filter.accepts)
            if !new.isEmpty { try context.streams.output.print(report.lines(new)) }
        }
        return ExitStatus.done.rawValue
    }
}

struct LogArguments: DeclaredCommand {
    static var name: String { "log" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Show which commands were run with which identity.",
        discussion: """
            Each run of exec, env, use --export-keys, credential-process and agent run adds a line: time, identity, \
            scope, rules, reason, and the name of the program without its arguments. The run ID is also in the \
            description of scoped sessions, so you can find the matching record in CloudTrail. With --json, each line \
            is an object.

            Examples:
              awsx log --since 1d --profile 'prod-*'
              awsx log --agent --json --follow
            """)

    static let listing = CommandListing(.look, 7)

    @Option(
        help: "Only runs within this time before now, such as 90s, 15m, 1h or 7d.",
        completion: .list(["1h", "1d", "7d"]))
    var since: TimeLeft?

    @Option(
        name: .profile, help: ArgumentHelp("Only runs as matching profiles: * is any text.", valueName: "glob"),
        completion: .profiles)
    var profile: String?

    @Flag(help: "Only runs that an agent asked for.")
    var agent = false

    @Flag(name: .shortAndLong, help: "Keep running, and show each new run.")
    var follow = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions
}

/// Which lines are shown.
struct LogFilter {
    private let start: Instant?
    private let profile: Glob?
    private let isAgentsOnly: Bool

    init(_ arguments: LogArguments, at now: Instant) {
        start = arguments.since.map { now.advanced(bySeconds: -$0.seconds) }
        profile = arguments.profile.map { Glob($0) }
        isAgentsOnly = arguments.agent
    }

    var isOpen: Bool { start == nil && profile == nil && !isAgentsOnly }

    func accepts(_ entry: RunLogEntry) -> Bool {
        if let start, entry.at < start { return false }
        if let profile, !(entry.profile.map(profile.matches) ?? false) { return false }
        return !isAgentsOnly || entry.agent != nil
    }
}
