import Engine
import PluginKit
import Testing

@testable import CoreCommands

/// The table of plugins.
struct PluginListTests {
    private static let answer = PluginListReport(rows: [
        PluginRow(
            manifest: Manifest(name: "exec", version: "1", summary: "run"), path: nil, trust: "built-in", shadow: nil),
        PluginRow(
            manifest: Manifest(name: "watch", version: "2", kinds: [.command, .hook], summary: "見る"),
            path: "/opt/プラグイン/awsx-watch", trust: "untrusted", shadow: nil),
        PluginRow(
            manifest: Manifest(name: "exec", version: "3", summary: "other"), path: "/opt/awsx-exec",
            trust: "installed", shadow: .init(path: nil)),
    ])

    @Test func `Columns stand one below the other, and a shadowed one says so`() {
        #expect(
            Self.answer.text(Style(isColoured: false)) == """
                plugin  version  kinds         trust      place                                        summary
                exec    1        command       built-in                                                run
                watch   2        command,hook  untrusted  /opt/プラグイン/awsx-watch                   見る
                exec    3        command       installed  /opt/awsx-exec (shadowed by a built-in one)  other

                """)
    }

    @Test func `For programs each is an object`() {
        let plugins = Self.answer.json["plugins"]?.array ?? []
        #expect(plugins.map { $0["name"]?.string } == ["exec", "watch", "exec"])
        #expect(plugins.map { $0["shadowed"] } == [.bool(false), .bool(false), .bool(true)])
        #expect(plugins.map { $0["trust"]?.string } == ["built-in", "untrusted", "installed"])
        #expect(plugins[0]["place"] == .null && plugins[2]["shadowedBy"] == .null)
        #expect(plugins[2]["place"] == .object(["file": .string("/opt/awsx-exec"), "line": .null]))
        #expect(plugins[1]["kinds"] == .array([.string("command"), .string("hook")]))
    }
}
