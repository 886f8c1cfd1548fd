import Foundation
import TestSupport
import Testing

/// Every link within the repository leads somewhere.
@Suite struct GuideLinkTests {
    /// Every text for people, from the root of the repository.
    private static let pages: [String] = {
        let files = FileManager.default
        let sources = ((try? files.subpathsOfDirectory(atPath: "\(Workspace.root)/Sources")) ?? [])
            .filter { $0.contains(".docc/") && $0.hasSuffix(".md") }.map { "Sources/\($0)" }
        return ["README.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"] + sources.sorted()
    }()

    private struct Link {
        let target: String
        let anchor: String?
    }

    /// Those outside of code.
    private func links(in text: String) -> [Link] {
        let plain = text.replacing(/(?s)```.*?```/, with: "").replacing(/`[^`]*`/, with: "")
        return plain.matches(of: /\[[^\]]*\]\(([^)\s]+)\)/).map { match in
            let parts = match.1.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            return Link(target: String(parts[0]), anchor: parts.count > 1 ? String(parts[1]) : nil)
        }
    }

    /// What GitHub and DocC make of a heading.
    private func anchors(of text: String) -> Set<String> {
        let plain = text.replacing(/(?s)```.*?```/, with: "")
        let headings = plain.split(separator: "\n").filter { $0.hasPrefix("#") }
        return Set(
            headings.map { heading in
                heading.drop { $0 == "#" || $0 == " " }.lowercased().replacing(" ", with: "-")
                    .filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            })
    }

    @Test(arguments: pages)
    func `every link of a page leads to a file and a heading`(page: String) throws {
        let folder = (page as NSString).deletingLastPathComponent
        let text = try GuidePage.text(of: page)
        for link in links(in: text) where !link.target.contains(":") {
            let path = link.target.isEmpty ? page : "\(folder)/\(link.target)"
            let file = URL(filePath: "\(Workspace.root)/\(path)").standardized.path
            #expect(FileManager.default.fileExists(atPath: file), "\(page) links to \(link.target)")
            guard let anchor = link.anchor, let linked = try? String(contentsOfFile: file, encoding: .utf8) else {
                continue
            }
            #expect(anchors(of: linked).contains(anchor), "\(page) links to \(link.target)#\(anchor)")
        }
    }

    @Test func `README leads to every page of the guide, or to one that does`() throws {
        let first = try links(in: GuidePage.text(of: "\(GuidePage.folder)/awsx.md")).map(\.target)
        let pages = Set(GuidePage.all.map { ($0 as NSString).lastPathComponent }).subtracting(["awsx.md"])
        #expect(Set(first) == pages && !pages.isEmpty)
        let titles = try links(in: GuidePage.text(of: "README.md"))
        #expect(titles.count > 20)
    }

    @Test func `a link of the first page is called what its page is called`() throws {
        let text = try GuidePage.text(of: "\(GuidePage.folder)/awsx.md")
        for match in text.matches(of: /- \[([^\]]*)\]\((\w+)\.md\)/) {
            let title = try GuidePage.text(of: "\(GuidePage.folder)/\(match.2).md").split(separator: "\n").first
            #expect(title == "# \(match.1)", "\(match.2)")
        }
    }

    @Test func `README is short`() throws {
        #expect(
            try GuidePage.text(of: "README.md").split(separator: "\n", omittingEmptySubsequences: false).count <= 251)
    }
}
