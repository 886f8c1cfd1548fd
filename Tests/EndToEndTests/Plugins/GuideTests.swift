import Engine
import SystemKit
import TestSupport
import Testing

/// The guide for authors of plugins, followed word for word in an empty home folder.
@Suite(.timeLimit(.minutes(5))) struct GuideTests {
    private static let path = "Sources/PluginKit/PluginKit.docc/WritingPlugins.md"

    /// Sunday, at any hour.
    private func stopTime(_ home: EndToEndHome) throws {
        try home.write(
            "#!/bin/sh\ncase $* in *%u*) echo 7 ;; *%H*) echo 12 ;; *) exec /bin/date \"$@\" ;; esac\n", to: "bin/date",
            mode: 0o755)
    }

    @Test func `Every block does what the page says`() async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        try stopTime(home)
        let path = try #require(home.environment["PATH"])
        var said = ""
        var count = 0
        for block in try GuidePage.blocks(of: Self.path) {
            count += 1
            switch (block.language, block.file) {
            case ("sh", let file?):
                let bytes = try #require(try LocalFiles().read("\(home.path)/\(file)", limit: 1 << 20), "\(file)")
                #expect(String(decoding: bytes, as: UTF8.self) == block.text, "\(file) is not as the page shows it")
            case ("sh", nil):
                let outcome = try await home.shell(
                    "set -eu\n\(block.text)", setting: ["PATH": "\(home.path)/bin:\(path)"])
                #expect(outcome.status == 0, "\(block.text)\n\(outcome)")
                said = outcome.output
            case ("text", nil): #expect(said == block.text)
            default: Issue.record("nothing runs a block of \(block.language)")
            }
        }
        #expect(count > 10)
    }
}
