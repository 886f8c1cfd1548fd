import Engine
import PluginKit
import SystemKit
import Testing

@testable import CoreCommands

/// What doctor found, as it is told.
struct DoctorReportTests {
    private static let error = Diagnosis(
        Diagnosis.Code("bad", .files, .error, "…"), "it is bad", at: .file("/f", line: 3), hint: "mend it",
        fix: .mode("/f", 0o600))
    private static let warning = Diagnosis(
        Diagnosis.Code("odd", .files, .warning, "…"), "it is odd", at: .variable("AWS_X"), fix: .remove("/it's"))
    private static let note = Diagnosis(
        Diagnosis.Code("fyi", .tools, .note, "…"), "日本支社 is\u{1b} noted", at: .url("https://x"), hint: "see it")

    private static let time = LocalTime(
        WallClock(
            now: { Instant(seconds: 1_795_219_200) }, sleep: { _ in }, secondsEastOfUTC: { _ in 9 * 3600 }))

    private func text(
        _ found: [Diagnosis], _ groups: [Diagnosis.Group] = [.files, .tools], repairs: [FixResult]? = nil,
        unexamined: [Diagnosis.Group] = [], listsAll: Bool = false, columns: Int? = nil
    ) -> String {
        DoctorReport(
            found: found, groups: groups, unexamined: unexamined, repairs: repairs, listsAll: listsAll,
            columns: columns, time: Self.time
        ).text(Style(isColoured: false))
    }

    @Test func `Findings come by group, with place, code and what to do`() {
        #expect(
            text([Self.error, Self.warning, Self.note]) == """
                Files and keys
                  ✗ it is bad (/f:3) [bad]
                    → mend it
                  ! it is odd ($AWS_X) [odd]

                Other tools
                  · 日本支社 is\\u{1b} noted (https://x) [fyi]
                    → see it

                1 error, 1 warning, 1 note; awsx doctor --fix fixes 2 of them

                """)
    }

    @Test func `Groups without a finding are named, and nothing at all is good news`() {
        #expect(
            text([Self.note], [.files, .tools, .shell]).hasSuffix(
                "\n✓ Files and keys, Shell: no problems found\n\n1 note\n"))
        #expect(text([]) == "✓ no problems found\n")
    }

    @Test func `What many profiles share is one line with the first place, and all of it if that is asked for`() {
        let code = Diagnosis.Code("name", .portability, .warning, "…")
        let found = (1...400).map {
            Diagnosis(code, "name \($0)", at: .file("/c", line: $0), hint: "rename it", others: $0 == 400 ? 31 : 0)
        }
        #expect(
            text(found, [.portability]) == """
                Other SDKs
                  ! name 1 (/c:1), and 430 more; --verbose lists all [name]
                    → rename it

                400 warnings

                """)
        #expect(text(found, [.portability], listsAll: true).split(separator: "\n").count == 802)
        #expect(text(Array(found.prefix(2)), [.portability]).contains("! name 2 (/c:2) [name]"))
        // What each of them takes is told of each.
        let own = (1...3).map { Diagnosis(code, "name \($0)", at: .file("/c", line: $0), hint: "chmod \($0)") }
        #expect(!text(own, [.portability]).contains("more"))
    }

    @Test func `What could not be looked at is not called good`() {
        let shown = text([Self.error], [.files, .sessions, .network, .shell], unexamined: [.sessions, .network])
        #expect(
            shown.contains(
                """

                ✓ Shell: no problems found
                · Sessions, Clock and network: not checked, because a file can't be read

                1 error;
                """))
    }

    @Test func `What can be mended is offered, and no more once it was`() {
        #expect(text([Self.error], [.files]).hasSuffix("\n1 error; awsx doctor --fix fixes all of them\n"))
        #expect(text([Self.error, Self.error], [.files]).contains("\n2 errors; awsx doctor --fix fixes all of them\n"))
        #expect(text([Self.note], [.tools]).hasSuffix("\n1 note\n"))
        let repairs = [
            FixResult(fix: .remove("/it's"), failure: nil),
            FixResult(fix: .mode("/f", 0o600), failure: Failure(.fileUnwritable, "no\u{1b}")),
        ]
        #expect(
            text([Self.error], [.files], repairs: repairs).hasPrefix(
                "✓ rm '/it'\\''s'\n✗ chmod 600 /f: no\\u{1b}\n\nFiles and keys\n"))
        #expect(text([Self.error], [.files], repairs: []).hasSuffix("\n1 error\n"))
    }

    @Test func `Lines are broken by columns of the screen`() {
        let long = Diagnosis(
            Diagnosis.Code("wide", .tools, .note, "…"), "日本支社 データ基盤 データ基盤 データ基盤", at: .variable("A"))
        let lines = text([long], [.tools], columns: 40).split(separator: "\n")
        #expect(lines.allSatisfy { ColumnWidth.of($0) <= 40 }, "\(lines)")
        #expect(lines.count > 3)
    }

    @Test func `people read the time of the place, programs UTC`() {
        let end = Instant(seconds: 1_795_219_200)
        let ended = Diagnosis(
            Diagnosis.Code("over", .sessions, .warning, "…"), "it expired \(end.iso8601)", hint: "sign in",
            instants: [end])
        #expect(text([ended], [.sessions]).contains("it expired 09:00 [over]"))
        let json = DoctorReport(found: [ended], groups: [], repairs: nil, columns: nil, time: Self.time).json
        #expect(json["findings"]?.array?.first?["message"]?.string == "it expired \(end.iso8601)")
        #expect(end.iso8601.hasSuffix("T00:00:00Z"))
    }

    @Test func `For programs each finding is an object, with the counts`() {
        let json = DoctorReport(
            found: [Self.error, Self.warning, Self.note], groups: [], repairs: nil, columns: nil, time: Self.time
        ).json
        #expect(json["counts"] == .object(["error": .integer(1), "warning": .integer(1), "note": .integer(1)]))
        let findings = json["findings"]?.array ?? []
        #expect(findings.map { $0["severity"]?.string } == ["error", "warning", "note"])
        #expect(findings[0]["place"] == .object(["file": .string("/f"), "line": .integer(3)]))
        #expect(findings[1]["place"] == .object(["variable": .string("AWS_X")]))
        #expect(findings[2]["place"] == .object(["url": .string("https://x")]))
        #expect(findings[0]["fix"]?.string == "chmod 600 /f" && findings[2]["fix"] == .null)
        #expect(findings[1]["hint"] == .null && json["fixed"] == .null)
        let fixed = DoctorReport(
            found: [], groups: [], repairs: [FixResult(fix: .remove("/a"), failure: Failure(.failed, "no"))],
            columns: nil, time: Self.time
        ).json["fixed"]?.array?.first
        #expect(fixed?["fix"]?.string == "rm /a" && fixed?["done"] == .bool(false))
        #expect(fixed?["message"]?.string == "no")
    }
}
