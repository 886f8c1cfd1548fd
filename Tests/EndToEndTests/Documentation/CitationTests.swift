import Foundation
import TestSupport
import Testing

/// A comment sends its reader only to pages that are in the repository.
@Suite struct CitationTests {
    private struct Text {
        let path: String
        let content: String
    }

    /// README, and every text among the sources, the tests, the shell's scripts and the completions.
    private func texts() throws -> [Text] {
        var paths = ["README.md"]
        for folder in ["Sources", "Tests", "shell", "completions"] {
            let names = try FileManager.default.subpathsOfDirectory(atPath: "\(Workspace.root)/\(folder)")
            paths += names.map { "\(folder)/\($0)" }
        }
        return paths.compactMap { path in
            let content = try? String(contentsOfFile: "\(Workspace.root)/\(path)", encoding: .utf8)
            return content.map { Text(path: path, content: $0) }
        }
    }

    /// Names of notes that were never part of the repository. Comments cited them by name and section.
    private static let foreignBooks: Set<Substring> = ["facts", "Facts", "peers", "Peers", "design", "Design", "AI"]

    /// Citations of those notes. Words are compared, so that a line's end between a name and its number hides nothing.
    private func foreignCitations(in content: String) -> [String] {
        let marks: Set<Substring> = ["///", "//", "#"]
        let words = content.split(whereSeparator: \.isWhitespace).filter { !marks.contains($0) }
        return zip(words, words.dropFirst()).compactMap { word, next in
            let isNumbered = next.first.map { $0.isNumber || $0 == "§" } ?? false
            let isAside = word.first == "("
            guard isNumbered || isAside || next == "on" else { return nil }
            let name = word.drop { !$0.isLetter }
            let isCited =
                isNumbered && Self.foreignBooks.contains(name) || next == "on" && name == "facts"
                || isAside && name.prefix { $0.isLetter } == "design"
            return isCited ? "\(word) \(next)" : nil
        }
    }

    /// The pages that DocC links in a text name.
    private func linkedPages(in content: String) -> [String] {
        content.components(separatedBy: "<doc:").dropFirst().compactMap { rest in
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
            let end = rest[name.endIndex...].first
            return !name.isEmpty && (end == ">" || end == "#") ? String(name) : nil
        }
    }

    /// Where the pages are that code rests on.
    private static let facts = "Sources/Engine/Engine.docc"

    private func pages(of catalogue: String = facts) throws -> Set<String> {
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(Workspace.root)/\(catalogue)")
        return Set(names.filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) })
    }

    @Test func `no comment cites a page that is not in the repository`() throws {
        let texts = try texts()
        #expect(texts.count > 500, "too few files were read for anything to be told")
        let found = texts.flatMap { text in foreignCitations(in: text.content).map { "\(text.path): \($0)" } }
        #expect(found.isEmpty, "\(found.count), among them \(found.prefix(10))")
    }

    @Test func `every link to a page leads to one`() throws {
        let guides = GuidePage.folder
        let pages = [Self.facts: try pages(), guides: try pages(of: guides)]
        var found = 0
        for text in try texts() {
            let names = linkedPages(in: text.content)
            found += names.count
            // A page's links stay within its catalogue.
            let known = pages[text.path.contains("\(guides)/") ? guides : Self.facts] ?? []
            #expect(Set(names).subtracting(known).isEmpty, "\(text.path)")
        }
        #expect(found > 100, "too few links were found for anything to be told")
    }

    /// The headings of a page.
    private func headings(of page: String) throws -> [String] {
        let path = "\(Workspace.root)/Sources/Engine/Engine.docc/\(page).md"
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("#") }
            .map { $0.drop { $0 == "#" || $0 == " " } }.map(String.init)
    }

    /// The heading stands behind the link and a comma, over the ends of a comment's lines.
    @Test func `a heading that a comment names stands on its page`() throws {
        var headings: [String: [String]] = [:]
        for page in try pages() { headings[page] = try self.headings(of: page) }
        var count = 0
        for text in try texts() where text.path.hasSuffix(".swift") {
            let words = text.content.split(whereSeparator: \.isWhitespace).filter { $0 != "///" && $0 != "//" }
            for link in words.joined(separator: " ").components(separatedBy: "<doc:").dropFirst() {
                guard let end = link.firstRange(of: ">, "), link[end.upperBound...].first?.isUppercase == true else {
                    continue
                }
                let known = headings[String(link[..<end.lowerBound])] ?? []
                count += 1
                #expect(known.contains { link[end.upperBound...].hasPrefix($0) }, "\(text.path): \(link.prefix(80))")
            }
        }
        #expect(count > 100, "too few headings were named for anything to be told")
    }

    @Test func `the first page of the catalogue lists every other one`() throws {
        let path = "\(Workspace.root)/Sources/Engine/Engine.docc/Engine.md"
        let listed = Set(linkedPages(in: try String(contentsOfFile: path, encoding: .utf8)))
        let others = try pages().subtracting(["Engine"])
        #expect(listed == others)
    }

    @Test(arguments: [
        ("/// A role (BOOK 3.4, 3.6) that", ["(BOOK 3.4,"]), ("/// A role (BOOK\n    /// 3.4) that", ["(BOOK 3.4)"]),
        ("// In BOOK §4 it says", ["BOOK §4"]), ("let BOOK = 4", []), ("/// (RFC 8628, 5.4) and BOOK", []),
    ])
    func `a citation is seen wherever its line ends`(text: String, citations: [String]) {
        // Written apart, so that this file cites nothing.
        for book in Self.foreignBooks {
            let named = { (pattern: String) in pattern.replacingOccurrences(of: "BOOK", with: book) }
            #expect(foreignCitations(in: named(text)) == citations.map(named))
        }
    }
}
