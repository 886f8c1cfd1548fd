import Engine
import Foundation
import TestSupport
import Testing

/// Random files, random edits: what an edit doesn't name stays to the byte, and botocore reads what was meant.
struct ConfigEditPropertyTests {
    private static let count = TestRunLength.count(600, long: 20_000)

    private struct Trial {
        let name: String
        let before: [UInt8]
        let after: [UInt8]
        let edits: [ConfigEdit]
    }

    @Test func `every byte outside the edit is kept, and botocore reads the intended result`() throws {
        let seed =
            ProcessInfo.processInfo.environment["AWSX_TEST_SEED"].flatMap { UInt64($0) }
            ?? UInt64.random(in: 0...UInt64.max)
        print("AWSX_TEST_SEED=\(seed)")
        var numbers = SeededNumbers(seed: seed)
        var trials: [Trial] = []
        let folder = FileManager.default.temporaryDirectory.appending(path: "awsx-edits-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        while trials.count < Self.count {
            for pair in SamplePair.generated(atLeast: 100, &numbers) where trials.count < Self.count {
                let before = pair.config ?? []
                guard let text = try? ConfigText(before, path: "config") else { continue }
                let edits = ConfigEdit.random(in: text, &numbers)
                let name = "trial-\(trials.count)"
                let after = try text.applying(edits).bytes
                trials.append(Trial(name: name, before: before, after: after, edits: edits))
                checkLines(trials[trials.count - 1], seed)
                var files = [("before", before), ("after", after)]
                // A new section shows what the file's defaults give to each.
                if String(decoding: before, as: UTF8.self).contains("[DEFAULT]") {
                    files.append(("probe", before + Array("\n[profile awsx-probe]\n".utf8)))
                }
                for (kind, bytes) in files {
                    let url = folder.appending(path: "cases/\(name)-\(kind)")
                    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
                    try Data(bytes).write(to: url.appending(path: "config"))
                }
            }
        }
        let outcomes = try Botocore.read(folder.appending(path: "cases"), output: folder.appending(path: "out"))
        var compared = (read: 0, lenient: 0)
        for trial in trials {
            let before = try #require(outcomes["\(trial.name)-before"])
            let after = try #require(outcomes["\(trial.name)-after"])
            let probe = outcomes["\(trial.name)-probe"]
            let about = Comment(rawValue: "seed \(seed): \(shown(trial))")
            if case .read = before {
                guard case .read = after else {
                    Issue.record("botocore refuses the result; \(about)")
                    continue
                }
                compared.read += 1
            }
            guard let old = before.reading else { continue }
            if let probe, probe.reading == nil { continue }
            let defaults = probe?.reading?.facts(of: "profile", "awsx-probe") ?? []
            // Where there is nothing left to read, nothing is read.
            let new = after.reading ?? Reading()
            let expected = trial.edits.reduce(into: old) { $0.apply($1, defaults: defaults) }
            #expect(new == expected, "\(about)\n\(new.difference(from: expected))")
            compared.lenient += 1
        }
        #expect(compared.read > Self.count / 3, "too few files that botocore reads")
        #expect(compared.lenient > Self.count / 2)
    }

    /// Lines that are gone belong to a section that was named; lines that are new were asked for; comments stay.
    private func checkLines(_ trial: Trial, _ seed: UInt64) {
        let before = lines(trial.before)
        let difference = lines(trial.after).difference(from: before)
        let about = Comment(rawValue: "seed \(seed): \(shown(trial))")
        let removed = difference.removals.map(\.line)
        let inserted = difference.insertions.map(\.line)
        let arrived = Set(inserted.map(\.trimmed))
        for line in removed {
            let content = line.trimmed
            // Its end alone may have met that of the line below; or what stood before it went and came again behind it.
            if arrived.contains(content), trial.before.contains(0x0d) || isComment(content) { continue }
            #expect(!isComment(content), "a comment is gone; \(about)")
        }
        // What is left of the comments after is what they were before, in their order.
        var rest = lines(trial.after).map(\.trimmed).filter(isComment)[...]
        for comment in before.map(\.trimmed) where isComment(comment) {
            let location = rest.firstIndex(of: comment)
            #expect(location != nil, "\(comment) is gone, or stands elsewhere; \(about)")
            if let location { rest = rest[(location + 1)...] }
        }
        let values = trial.edits.flatMap(\.values)
        // Where files mix line ends, a carriage return may come to stand before a line feed; the line itself stays.
        let joined = Set(removed.map(\.trimmed))
        for line in inserted {
            let content = line.trimmed
            let isAsked =
                content.isEmpty || content.hasPrefix("[") || values.contains { !$0.isEmpty && content.hasSuffix($0) }
                || content.hasSuffix("=") || content.hasSuffix(":")
                || (joined.contains(content) && (trial.before.contains(0x0d) || isComment(content)))
            #expect(isAsked, "the line \(content) came from nowhere; \(about)")
        }
        let isOnlyInsertion = trial.edits.allSatisfy { if case .insert = $0 { true } else { false } }
        if isOnlyInsertion { #expect(trial.after.starts(with: trial.before), about) }
        if trial.edits.allSatisfy({ if case .unset = $0 { true } else { false } }) {
            #expect(inserted.isEmpty || trial.before.contains(0x0d), about)
        }
    }

    private func isComment(_ content: String) -> Bool { content.hasPrefix("#") || content.hasPrefix(";") }

    private func shown(_ trial: Trial) -> String {
        "\(trial.name) \(trial.edits)\n--- before\n\(String(decoding: trial.before, as: UTF8.self).debugDescription)"
            + "\n--- after\n\(String(decoding: trial.after, as: UTF8.self).debugDescription)"
    }

    /// Lines with their ends; a last line without one gets the one of the first line.
    private func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        let bytes = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        for (position, byte) in bytes.enumerated() {
            line.append(byte)
            let isPair = byte == 0x0d && position + 1 < bytes.count && bytes[position + 1] == 0x0a
            guard (byte == 0x0a || byte == 0x0d) && !isPair else { continue }
            lines.append(line)
            line = []
        }
        if !line.isEmpty {
            let end = lines.first.map { Array($0.drop { $0 != 0x0a && $0 != 0x0d }.suffix(2)) } ?? [0x0a]
            lines.append(line + end.filter { $0 == 0x0a || $0 == 0x0d })
        }
        return lines
    }
}

extension CollectionDifference.Change {
    fileprivate var line: ChangeElement {
        switch self {
        case .insert(_, let element, _), .remove(_, let element, _): element
        }
    }
}

extension [UInt8] {
    fileprivate var trimmed: String {
        let space = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{1c}\u{1d}\u{1e}\u{1f}"))
        return String(decoding: self, as: UTF8.self).trimmingCharacters(in: space)
    }
}

extension Botocore.Outcome {
    fileprivate var reading: Reading? {
        switch self {
        case .read(let reading): reading
        case .refused(let lenient): lenient
        }
    }
}

extension ConfigEdit {
    fileprivate var values: [String] {
        switch self {
        case .set(_, let entry): [entry.value]
        case .insert(_, let entries, let mark): entries.map(\.value) + (mark.map { [$0] } ?? [])
        case .unset, .remove: []
        }
    }

    /// One to three edits of different sections, or several of one.
    fileprivate static func random(in text: ConfigText, _ numbers: inout SeededNumbers) -> [ConfigEdit] {
        let known = text.profileNames.map(SectionAddress.profile) + text.sessionNames.map(SectionAddress.session)
        var present = Set(known)
        var edits: [ConfigEdit] = []
        for _ in 0..<(1 + numbers.below(3)) {
            let usable = known.filter { !$0.name.isEmpty && !$0.name.utf8.contains { $0 < 0x20 || $0 == 0x7f } }
            let fresh: SectionAddress =
                numbers.chance(70) ? .profile(freshName(&numbers)) : .session(freshName(&numbers))
            let address = usable.isEmpty || numbers.chance(20) ? fresh : numbers.pick(usable)
            switch numbers.below(4) {
            case 0: edits.append(.unset(address, key: key(of: address, in: text, &numbers)))
            case 1:
                edits.append(.remove(address, mark: nil))
                present.remove(address)
            case 2 where !present.contains(address):
                edits.append(
                    .insert(
                        address, [ConfigEntry("sso_session", "s\(numbers.below(9))")],
                        mark: numbers.chance(50) ? "# awsx sync corp" : nil))
                present.insert(address)
            default:
                let value = numbers.pick(["eu-west-1", "", "a = b # c", "grün", "[x]", "x y"])
                edits.append(.set(address, ConfigEntry(key(of: address, in: text, &numbers), value)))
                present.insert(address)
            }
        }
        return edits
    }

    private static func freshName(_ numbers: inout SeededNumbers) -> String {
        numbers.pick(["new", "new one", "it's", "n\"q", "b\\s", "ümlaut", "a]b", "default", "new/x@y"])
    }

    /// Mostly a key that is there.
    private static func key(
        of address: SectionAddress, in text: ConfigText, _ numbers: inout SeededNumbers
    ) -> String {
        let own = (text.section(address)?.entries ?? []).map(\.key).filter { key in
            key.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7a) || $0 == 0x5f || ($0 >= 0x30 && $0 <= 0x39) }
        }
        return own.isEmpty || numbers.chance(30)
            ? numbers.pick(["region", "output", "sso_role_name"]) : numbers.pick(own)
    }
}

extension Reading {
    /// What a section holds: the facts' ends behind kind and name.
    fileprivate func facts(of kind: String, _ name: String) -> [(word: String, rest: String)] {
        facts.compactMap { fact in
            let words = fact.split(separator: " ", maxSplits: 3).map(String.init)
            guard words.count == 4, words[1] == kind, words[2] == PercentWord.encode(name) else { return nil }
            return (words[0], words[3])
        }
    }

    /// What botocore should read once an edit is made.
    fileprivate mutating func apply(_ edit: ConfigEdit, defaults: [(word: String, rest: String)]) {
        let (kind, name) =
            switch edit.address {
            case .profile(let name): ("profile", PercentWord.encode(name))
            case .session(let name): ("sso-session", PercentWord.encode(name))
            case .credentials: preconditionFailure("no section of the config file")
            }
        let header = "section \(kind) \(name)"
        func drop(_ key: String) {
            facts = facts.filter {
                !$0.hasPrefix("text \(kind) \(name) \(key) ") && !$0.hasPrefix("nested \(kind) \(name) \(key) ")
            }
        }
        func open() {
            guard facts.insert(header).inserted else { return }
            if kind == "profile" { profiles.append(name) }
            for fact in defaults { facts.insert("\(fact.word) \(kind) \(name) \(fact.rest)") }
        }
        func put(_ entry: ConfigEntry) {
            drop(PercentWord.encode(entry.key))
            facts.insert("text \(kind) \(name) \(PercentWord.encode(entry.key)) \(PercentWord.encode(entry.value))")
        }
        switch edit {
        case .set(_, let entry):
            open()
            put(entry)
        case .unset(_, let key):
            guard facts.contains(header) else { return }
            drop(PercentWord.encode(key))
            for fact in defaults where fact.rest.hasPrefix("\(PercentWord.encode(key)) ") {
                facts.insert("\(fact.word) \(kind) \(name) \(fact.rest)")
            }
        case .insert(_, let entries, _):
            open()
            for entry in entries { put(entry) }
        case .remove:
            facts = facts.filter {
                $0 != header && !$0.hasPrefix("text \(kind) \(name) ") && !$0.hasPrefix("nested \(kind) \(name) ")
            }
            if kind == "profile" { profiles.removeAll { $0 == name } }
        }
    }
}
