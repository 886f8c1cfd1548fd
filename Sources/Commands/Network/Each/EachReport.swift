import Engine
import PluginKit
import Synchronization
import SystemKit
import Terminal

/// What is shown of all runs: output while they run, then one line or object for each.
final class EachReport: Sendable {
    private let arguments: EachArguments
    private let folder: OutputFolder?
    private let context: RuntimeContext
    private let said: Output
    private let width: Int
    private let style: Style
    private let kept = Mutex<[Int: KeptOutput]>([:])

    init(
        runs: [PlannedRun], arguments: EachArguments, folder: OutputFolder?, context: RuntimeContext, output: Output
    ) {
        self.arguments = arguments
        self.folder = folder
        self.context = context
        said = output
        width = min(Self.widestName, runs.map { ColumnWidth.of(TerminalSafe.text($0.title)) }.max() ?? 0)
        style = .choose(arguments.common.verbosity.color, context.terminal, on: context.streams.output)
    }

    private static let widestName = 40
    private static let inks: [Style.Ink] = [.cyan, .magenta, .blue, .green, .yellow]

    /// Where a run's output goes.
    ///
    /// - Throws: `.fileUnwritable`.
    func output(of run: PlannedRun) throws(Failure) -> any EachOutput {
        if let folder { return RunFiles(try folder.file(run, "out"), try folder.file(run, "err")) }
        if arguments.json {
            let output = KeptOutput()
            kept.withLock { $0[run.number] = output }
            return output
        }
        let name = TerminalSafe.text(run.title)
        let gap = String(repeating: " ", count: max(0, width - ColumnWidth.of(name)))
        let ink = Self.inks[run.number % Self.inks.count]
        return NamedLines("\(style.paint(name + gap, ink)) \(style.paint("|", .dim)) ", context.streams)
    }

    func remark(_ text: String) {
        ProgressLine.shared.clear()
        said.remark(text)
    }

    func warn(_ text: String) {
        ProgressLine.shared.clear()
        said.warn(text)
    }

    /// Tells what is known of a run at its end.
    func finish(_ run: FinishedRun) {
        let output = kept.withLock { $0.removeValue(forKey: run.run.number) }
        if arguments.json {
            ProgressLine.shared.say(
                Array("\(run.json(output?.value).serialized(.sortedLine))\n".utf8), on: context.streams.output)
        } else if case .failed(let failure) = run.ending, !arguments.common.verbosity.isQuiet {
            let hint = failure.hint.map { " (\($0.words))" } ?? ""
            warn("\(run.run.title): \(failure.message)\(hint)")
        }
    }

    /// Shows how all ended, and says the status of the whole.
    func end(_ finished: [FinishedRun]) -> Int32 {
        let table = EachTable(finished: finished, columns: context.streams.error.columns)
        if !arguments.json, !said.isQuiet {
            let style = Style.choose(arguments.common.verbosity.color, context.terminal, on: context.streams.error)
            context.streams.error.write(table.text(style))
        }
        // What was made to end says nothing of the command.
        let own = finished.filter { if case .ended = $0.ending { false } else { true } }
        return own.compactMap(\.ending.status).max() ?? ExitStatus.failure.rawValue
    }
}

extension FinishedRun {
    /// - Parameter output: nil where it did not begin.
    fileprivate func json(_ output: KeptOutput.Kept?) -> JSON {
        run.json(status: ending.status, milliseconds: milliseconds, output, failure: failure)
    }

    private var failure: Failure? {
        if case .failed(let failure) = ending { failure } else { nil }
    }
}

extension PlannedRun {
    fileprivate func json(
        status: Int32?, milliseconds: Int64, _ output: KeptOutput.Kept?, failure: Failure?
    ) -> JSON {
        func text(_ stream: StreamedProcess.Stream) -> JSON {
            .text(output.map { String(decoding: $0.streams[stream.rawValue], as: UTF8.self) })
        }
        let words = (try? target.get())?.words
        return .object([
            "profile": .string(profile), "accountId": .text(accountID), "roleName": .text(roleName),
            "region": .text(region), "command": words.map { .array($0.map(JSON.string)) } ?? .null,
            "status": status.map { .integer(Int64($0)) } ?? .null, "milliseconds": .integer(milliseconds),
            "stdout": text(.output), "stderr": text(.errors), "isCut": .bool(output?.isCut ?? false),
            "failure": failure?.json ?? .null,
        ])
    }

    fileprivate var json: JSON {
        var failure: Failure?
        if case .failure(let reason) = target { failure = reason }
        return json(status: nil, milliseconds: 0, nil, failure: failure)
    }
}

/// How all runs ended, for a person.
struct EachTable {
    let finished: [FinishedRun]
    let columns: Int?

    /// So many are listed one by one; of more, those that failed.
    private static let mostListed = 20

    func text(_ style: Style) -> String {
        let listed = finished.count <= Self.mostListed ? finished : finished.filter { $0.ending.status != 0 }
        let rows = listed.map { run in
            [Table.Cell(run.run.title), Self.status(run.ending), Table.Cell(Self.time(run))]
        }
        let good = finished.count { if case .exited(0) = $0.ending { true } else { false } }
        let skipped = finished.count { $0.ending.status == nil }
        let failed = finished.count { $0.ending.isFailure }
        let ended = finished.count - good - skipped - failed
        var parts = ["\(good) succeeded"]
        if failed > 0 { parts.append("\(failed) failed") }
        if ended > 0 { parts.append("\(ended) terminated") }
        if skipped > 0 { parts.append("\(skipped) not started") }
        let count = "\(finished.count) \(finished.count == 1 ? "run" : "runs")"
        let table = Table(
            head: ["profile", "status", "time"], rows: rows,
            narrowing: .init(columns: columns, dropping: [2], last: 0))
        return "\(table.text(style))\(style.paint("awsx:", .dim)) \(count): \(parts.joined(separator: ", "))\n"
    }

    private static func status(_ ending: FinishedRun.Ending) -> Table.Cell {
        switch ending {
        case .exited(0): Table.Cell("0", .green)
        case .exited(let status): Table.Cell("\(status)", .red)
        case .failed(let failure): Table.Cell(failure.code.rawValue, .red)
        case .ended: Table.Cell("terminated", .yellow)
        case .skipped: Table.Cell("not started", .yellow)
        }
    }

    private static func time(_ run: FinishedRun) -> String {
        guard case .exited = run.ending else { return "" }
        let tenths = (run.milliseconds + 50) / 100
        return "\(tenths / 10).\(tenths % 10) s"
    }
}

/// What `--dry-run` shows.
struct EachPlan {
    let runs: [PlannedRun]
    let asJSON: Bool

    func show(_ output: Output) throws(Failure) {
        guard !asJSON else {
            for run in runs { try output.streams.output.print("\(run.json.serialized(.sortedLine))\n") }
            return
        }
        try output.show(self)
    }
}

extension EachPlan: Renderable {
    var json: JSON { .array(runs.map(\.json)) }

    func text(_ style: Style) -> String {
        let rows = runs.map { run in
            var command = Table.Cell("")
            switch run.target {
            case .success(let target):
                command = Table.Cell(target.words.map(DisplayedCommandWord.quoted).joined(separator: " "))
            case .failure(let failure): command = Table.Cell(failure.message, .red)
            }
            return [
                Table.Cell(run.profile), Table.Cell(run.accountID ?? ""), Table.Cell(run.roleName ?? ""),
                Table.Cell(run.region ?? ""), command,
            ]
        }
        return Table(head: ["profile", "account", "role", "region", "command"], rows: rows).text(style)
    }
}
