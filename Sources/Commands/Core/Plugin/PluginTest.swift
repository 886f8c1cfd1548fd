import ArgumentParser
import Engine
import PluginKit
import SystemKit

struct PluginTest: PluginSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Test a plugin without AWS.",
        discussion: """
            Sends the plugin recorded requests of its kinds, and faulty ones that every plugin must handle: another \
            version, half a line, an input that ends early. The plugin runs as you, in an empty home directory. It \
            needs no trust, because you give its path. Exit status: 0 if every check passed, otherwise 1.

            Examples:
              awsx plugin test ./awsx-mine
              awsx plugin test .
            """)

    @Argument(help: "A program of the plugin, or its folder.", completion: .file())
    var path: String

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func run(with plugins: PluginLookup) throws -> Int32 {
        let context = plugins.context
        let plugin = try PluginUnderTest(path, in: context)
        let output = common.output(json: json.isOn, in: context)
        let parent = context.environment.text("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        let checks: [ConformanceCheck] = try translating(.fileUnwritable) { () throws(SystemFailure) in
            let home = try ScratchFolder(in: parent, named: "awsx-plugin-test")
            let interruption = try CancellationPipe()
            let found = try interruption.takingSignals {
                plugin.checks(home: home.path, interruption: interruption)
            }
            extendLifetime(home)
            return found
        }
        let report = PluginTestReport(plugin: plugin, checks: checks)
        try output.show(report)
        return (report.hasPassed ? ExitStatus.done : .failure).rawValue
    }
}

struct PluginTestReport: Renderable {
    let plugin: PluginUnderTest
    let checks: [ConformanceCheck]

    var hasPassed: Bool { checks.allSatisfy(\.hasPassed) }

    var json: JSON {
        .object([
            "plugin": .string(plugin.name), "place": SourceLocation.file(plugin.manifestPath, line: nil).json,
            "passed": .bool(hasPassed), "checks": .array(checks.map(\.json)),
        ])
    }

    func text(_ style: Style) -> String {
        let rows = checks.map { check -> [Table.Cell] in
            [
                check.hasPassed ? .init("ok", .green) : .init("fail", .red), .init(check.part), .init(check.name),
                .init(check.fault ?? "", .red),
            ]
        }
        let failed = checks.count { !$0.hasPassed }
        let end = failed == 0 ? "all \(checks.count) checks passed" : "\(failed) of \(checks.count) checks failed"
        return Table(rows: rows).text(style) + "plugin \(TerminalSafe.text(plugin.name)): \(end)\n"
    }
}
