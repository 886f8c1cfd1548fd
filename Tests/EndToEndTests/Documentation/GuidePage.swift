import Foundation
import SystemKit
import TestSupport
import Testing

/// A page of a guide, for a test that does what it says.
enum GuidePage {
    /// What stands between two lines of three backticks.
    struct Block {
        /// What the first line says; empty for nothing.
        let language: String
        /// The file that it shows, if it shows one.
        let file: String?
        var text = ""
    }

    /// Where the guide's pages are, from the root of the repository.
    static let folder = "Sources/awsx/awsx.docc"
    /// Every page of the guide, from the root of the repository.
    static let all =
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(Workspace.root)/\(folder)")) ?? [])
        .filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }

    /// - Parameter path: from the root of the repository.
    static func text(of path: String) throws -> String {
        let bytes = try #require(try LocalFiles().read("\(Workspace.root)/\(path)", limit: 1 << 20), "\(path)")
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The code on a page that begins so: what people copy is what is tested.
    static func code(_ start: String, on path: String) throws -> String {
        let codes = try text(of: path).split(separator: "`").flatMap { $0.split(separator: "\n") }
        let line = codes.map { $0.trimmingPrefix { $0 == " " } }.first { $0.hasPrefix(start) }
        return String(try #require(line, "\(path) has no code that begins with \(start)"))
    }

    /// - Parameter path: from the root of the repository.
    static func blocks(of path: String) throws -> [Block] {
        var blocks: [Block] = []
        var isOpen = false
        // In a list a block is indented as its item is.
        var indentation = 0
        for whole in try text(of: path).split(separator: "\n", omittingEmptySubsequences: false) {
            let margin = whole.prefix { $0 == " " }.count
            let line = whole.dropFirst(isOpen ? min(margin, indentation) : margin)
            if line.hasPrefix("```") {
                if !isOpen {
                    indentation = margin
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
        #expect(!isOpen, "\(path)")
        return blocks
    }
}
