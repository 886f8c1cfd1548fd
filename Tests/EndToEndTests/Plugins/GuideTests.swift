import Engine
import SystemKit
import TestSupport
import Testing

/// The guide for authors of plugins, followed word for word in an empty home folder.
@Suite(.timeLimit(.minutes(5))) struct GuideTests {
    private static let path = "\(Workspace.root)/Sources/PluginKit/PluginKit.docc/WritingPlugins.md"

    private struct Block {
        let language: String
        /// The file that it shows, if it shows one.
        let file: String?
        var text = ""
    }

    private func blocks() throws -> [Block] {
        let bytes = try #require(try LocalFiles().read(Self.path, limit: 1 << 20))
        var blocks: [Block] = []
        var isOpen = false
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if !isOpen {
                    let words = line.dropFirst(3).split(separator: " ")
                    blocks.append(
                        Block(
                            language: words.first.map(String.init) ?? "",
                            file: words.first { $0.hasPrefix("file=") }.map { String($0.dropFirst(5)) }))
                }
                isOpen.toggle()
            } else if isOpen {
                blocks[blocks.count - 1].text += line + "\n"
            }
        }
        #expect(!isOpen)
        return blocks
    }

    /// Sunday, at any hour.
    private func stopTime(_ home: EndToEndHome) throws {
        try home.write(
            "#!/bin/sh\ncase $* in *%u*) echo 7 ;; *%H*) echo 12 ;; *) exec /bin/date \"$@\" ;; esac\n", to: "bin/date")
        try home.setMode(0o755, of: "bin/date")
    }

    @Test func `Every block does what the page says`() async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        try stopTime(home)
        let path = try #require(home.environment["PATH"])
        var said = ""
        var count = 0
        for block in try blocks() {
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
