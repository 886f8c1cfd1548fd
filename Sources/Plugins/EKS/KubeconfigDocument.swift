import Engine
import SystemKit

/// A kubeconfig by its lines, of which only whole entries are replaced or added: every other byte stays.
///
/// It reads the part of YAML that kubectl and the AWS CLI write: keys at the margin, lists of entries below them, one key a
/// line. What it can't be sure of, such as JSON or an anchor, is refused and left alone.
struct KubeconfigDocument {
    private var lines: [YAMLLine]
    private let ending: String
    private let path: String

    private static let new = "apiVersion: v1\nkind: Config\npreferences: {}\n"

    /// - Throws: `.configUnparsable`, with the line.
    init(_ bytes: [UInt8], path: String) throws(Failure) {
        self.path = path
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Self.refusal("is not UTF-8", path, line: nil)
        }
        let isBlank = text.allSatisfy(\.isWhitespace)
        lines = YAMLLine.lines(of: isBlank ? Self.new : text)
        ending = lines.contains { $0.end == "\r\n" } ? "\r\n" : "\n"
        try check()
    }

    var bytes: [UInt8] { Array(lines.map { $0.text + $0.end }.joined().utf8) }

    /// Replaces the entry of a name in a list, or adds it as the last.
    ///
    /// - Parameter entry: its lines, of which the first gets the dash.
    mutating func set(_ list: String, named name: String, _ entry: [String]) throws(Failure) {
        guard let key = keyLine(list) else {
            endLastLine()
            lines += [line("\(list):")] + rendered(entry, indent: 0)
            return
        }
        let items = try items(of: list, key)
        let old = items.first { $0.name == name }
        if let old {
            if let anchor = lines[old.lines].firstIndex(where: \.holdsReference) {
                throw refused("has an anchor or alias in the entry \(name)", at: anchor)
            }
            lines.replaceSubrange(old.lines, with: rendered(entry, indent: old.indent))
        } else if let last = items.last {
            if last.lines.upperBound == lines.count { endLastLine() }
            lines.insert(contentsOf: rendered(entry, indent: last.indent), at: last.lines.upperBound)
        } else {
            lines[key] = line("\(list):")
            lines.insert(contentsOf: rendered(entry, indent: 0), at: key + 1)
        }
    }

    mutating func setCurrentContext(_ name: String) throws(Failure) {
        let new = line("current-context: \(YAMLScalar.text(name))")
        guard let key = keyLine("current-context") else {
            endLastLine()
            lines.append(new)
            return
        }
        guard let value = lines[key].value, YAMLScalar.value(value) != nil, !goesOn(after: key) else {
            throw refused("has a current-context that awsx can't read", at: key)
        }
        lines[key] = new
    }

    private func line(_ text: String) -> YAMLLine { YAMLLine(text: text, end: ending) }

    private func rendered(_ entry: [String], indent: Int) -> [YAMLLine] {
        let margin = String(repeating: " ", count: indent)
        return entry.enumerated().map { line("\(margin)\($0.offset == 0 ? "- " : "  ")\($0.element)") }
    }

    private mutating func endLastLine() {
        if let last = lines.indices.last, lines[last].end.isEmpty {
            lines[last] = YAMLLine(text: lines[last].text, end: ending)
        }
    }
}

// What is there.
extension KubeconfigDocument {
    private struct Item {
        let name: String
        let indent: Int
        /// From its dash to its last line that says anything.
        let lines: Range<Int>
    }

    /// Every line at the margin is a key, each once, or belongs to a list.
    private func check() throws(Failure) {
        var keys: Set<Substring> = []
        for (number, line) in lines.enumerated() where line.saysSomething {
            if line.text.hasPrefix("\t") { throw refused("is indented with tabs", at: number) }
            if line.indent > 0 || line.isItem, !keys.isEmpty { continue }
            if line.text.hasPrefix("---"), keys.isEmpty { continue }
            guard let key = line.key else {
                throw refused("is not YAML with one key a line, as kubectl writes it", at: number)
            }
            guard keys.insert(key).inserted else { throw refused("has \(key) twice", at: number) }
        }
    }

    private func keyLine(_ key: String) -> Int? {
        lines.firstIndex { $0.saysSomething && $0.indent == 0 && $0.key == key[...] }
    }

    private func goesOn(after number: Int) -> Bool {
        let next = lines[(number + 1)...].first(where: \.saysSomething)
        return next.map { $0.indent > 0 || $0.isItem } ?? false
    }

    private func items(of list: String, _ key: Int) throws(Failure) -> [Item] {
        let inner = lines.indices[(key + 1)...].prefix {
            !lines[$0].saysSomething || lines[$0].indent > 0 || lines[$0].isItem
        }
        .filter { lines[$0].saysSomething }
        guard let value = lines[key].value, ["", "[]", "null", "~"].contains(YAMLScalar.bare(value)) else {
            throw refused("has \(list) in one line, which awsx can't add to", at: key)
        }
        guard let first = inner.first else { return [] }
        guard YAMLScalar.bare(value).isEmpty else { throw refused("has \(list) that awsx can't read", at: key) }
        let indent = lines[first].indent
        var items: [Item] = []
        var starts: [Int] = []
        for number in inner {
            if lines[number].indent == indent, lines[number].isItem { starts.append(number) }
            guard lines[number].indent > indent || starts.last == number else {
                throw refused("has \(list) that awsx can't read", at: number)
            }
        }
        for (position, start) in starts.enumerated() {
            let end = position + 1 < starts.count ? starts[position + 1] : .max
            let own = inner.filter { (start..<end).contains($0) }
            items.append(
                Item(name: try name(of: own, list), indent: indent, lines: start..<(own.last ?? start) + 1))
        }
        return items
    }

    /// The value of the entry's own key `name`.
    private func name(of own: [Int], _ list: String) throws(Failure) -> String {
        let start = own[0]
        let column = lines[start].contentColumn ?? own.dropFirst().first.map { lines[$0].indent } ?? 0
        var found: String?
        for (position, number) in own.enumerated() {
            let line = number == start ? lines[start].withoutDash : lines[number]
            guard let line, line.saysSomething else { continue }
            guard line.indent >= column else { throw refused("has \(list) that awsx can't read", at: number) }
            guard line.indent == column else { continue }
            guard let key = line.key, let value = line.value else {
                // A list may stand at the column of its key.
                if line.isItem { continue }
                throw refused("has \(list) that awsx can't read", at: number)
            }
            guard key == "name" else { continue }
            let next = position + 1 < own.count ? lines[own[position + 1]].indent : 0
            guard found == nil, let text = YAMLScalar.value(value), next <= column else {
                throw refused("has an entry whose name awsx can't read", at: number)
            }
            found = text
        }
        guard let found else { throw refused("has an entry of \(list) without a name", at: start) }
        return found
    }

    private func refused(_ what: String, at number: Int) -> Failure { Self.refusal(what, path, line: number + 1) }

    private static func refusal(_ what: String, _ path: String, line: Int?) -> Failure {
        Failure(
            .configUnparsable, "the kubeconfig \(what), so it is left as it is", at: .file(path, line: line),
            hint:
                "write another file with --kubeconfig FILE, and name both: export KUBECONFIG=FILE:\(DisplayedCommandWord.quoted(path))"
        )
    }
}
