import Engine
import PluginKit
import Testing

@testable import CoreCommands

/// The table of plugins.
struct PluginPluginTests {
    private static let answer = PluginListReport(rows: [
        PluginRow(
            manifest: Manifest(name: "exec", version: "1", summary: "run"), path: nil, isShadowed: false),
        PluginRow(
            manifest: Manifest(name: "watch", version: "2", kinds: [.command, .hook], summary: "見る"),
            path: "/opt/プラグイン/awsx-watch", isShadowed: false),
        PluginRow(
            manifest: Manifest(name: "exec", version: "3", summary: "other"), path: "/opt/awsx-exec",
            isShadowed: true),
    ])

    @Test func `Columns stand one below the other, and a shadowed one says so`() {
        #expect(
            Self.answer.text(Style(isColoured: false)) == """
                plugin  version  kinds         place                                        summary
                exec    1        command       built in                                     run
                watch   2        command,hook  /opt/プラグイン/awsx-watch                   見る
                exec    3        command       /opt/awsx-exec (shadowed by a built-in one)  other

                """)
    }

    @Test func `For programs each is an object`() {
        let plugins = Self.answer.json["plugins"]?.array ?? []
        #expect(plugins.map { $0["name"]?.string } == ["exec", "watch", "exec"])
        #expect(plugins.map { $0["shadowed"] } == [.bool(false), .bool(false), .bool(true)])
        #expect(plugins[0]["place"] == .null)
        #expect(plugins[2]["place"] == .object(["file": .string("/opt/awsx-exec"), "line": .null]))
        #expect(plugins[1]["kinds"] == .array([.string("command"), .string("hook")]))
    }
}
