import Foundation

/// Every sentence and label that people read, with where it stands: read from top to bottom, it shows whether the whole
/// speaks one plain English.
enum PersonTexts {
    private static let folders = [
        "Commands", "Engine", "PluginKit", "Plugins", "Sandbox", "ShellKit", "SystemKit", "Terminal", "Wire",
    ]

    /// A line for each text, `FILE:LINE: TEXT`; what is filled in stands as `…`. What is generated from others is left out.
    ///
    /// - Throws: a `CocoaError` for a file that can't be read.
    static func lines(in root: String) throws -> [String] {
        let sources = folders.flatMap { folder in
            (FileManager.default.enumerator(atPath: "\(root)/Sources/\(folder)")?.compactMap { $0 as? String } ?? [])
                .filter { $0.hasSuffix(".swift") && !$0.hasSuffix("BuiltInManifests.swift") }.map {
                    "Sources/\(folder)/\($0)"
                }
        }
        return try sources.sorted().flatMap { path in
            SwiftStrings(try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)).texts
                .filter { isForPeople($0.text) }.map { "\(path):\($0.line): \($0.text)" }
        }
    }

    /// Two words with a blank between them; names of files, keys and formats have none.
    private static func isForPeople(_ text: String) -> Bool {
        text.contains(/\p{L}[\p{L}'’,.:)]* \(?[\p{L}…-]/) && !text.contains("\\u{")
    }
}

/// The string literals of a Swift source, without its comments.
struct SwiftStrings {
    struct Text: Equatable {
        let line: Int
        let text: String
    }

    private(set) var texts: [Text] = []
    private let source: [Character]
    private var position = 0
    private var line = 1

    init(_ source: String) {
        self.source = Array(source)
        readCode(until: nil)
    }

    private func sees(_ word: String) -> Bool { source[position...].starts(with: word) }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<min(count, source.count - position) {
            if source[position].isNewline { line += 1 }
            position += 1
        }
    }

    private mutating func skip(through end: String) {
        while position < source.count, !sees(end) { advance() }
        advance(end.count)
    }

    /// Code up to its end, or up to the parenthesis that ends what is filled into a text.
    private mutating func readCode(until end: Character?) {
        var depth = 0
        while position < source.count {
            switch source[position] {
            case "/" where sees("//"): skip(through: "\n")
            case "/" where sees("/*"): skip(through: "*/")
            case "\"": readString()
            case "(":
                depth += 1
                advance()
            case ")":
                if depth == 0, end != nil { return advance() }
                depth -= 1
                advance()
            default: advance()
            }
        }
    }

    private mutating func readString() {
        let start = line
        let quote = sees("\"\"\"") ? "\"\"\"" : "\""
        var text = ""
        advance(quote.count)
        while position < source.count, !sees(quote) {
            if sees("\\(") {
                advance(2)
                readCode(until: ")")
                text += "…"
            } else if sees("\\\n") {
                // A line that goes on in the next one.
                advance(2)
                while position < source.count, source[position] == " " { advance() }
            } else if sees("\\") {
                text += sees("\\n") ? " ⏎ " : String(source[position + 1])
                advance(2)
            } else {
                text.append(source[position].isNewline ? " " : source[position])
                advance()
            }
        }
        advance(quote.count)
        texts.append(Text(line: start, text: text.split(separator: " ").joined(separator: " ")))
    }
}
