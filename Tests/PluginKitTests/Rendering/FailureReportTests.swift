import Engine
import PluginKit
import Testing

struct FailureReportTests {
    private static let plain = Style(isColoured: false)

    @Test func `One line for what and where, one for what mends it`() {
        let failure = Failure(.configInvalid, "it is wrong", at: .file("/c", line: 3), hint: "mend it")
        #expect(FailureReport.text(failure, Self.plain) == "awsx: it is wrong (/c:3)\n  → mend it\n")
        #expect(FailureReport.text(Failure(.failed, "short"), Self.plain) == "awsx: short\n")
    }

    @Test func `Colours only where they are wanted`() {
        let failure = Failure(.failed, "m", hint: "h")
        #expect(
            FailureReport.text(failure, Style(isColoured: true))
                == "\u{1b}[31mawsx:\u{1b}[0m m\n  \u{1b}[2m→\u{1b}[0m h\n")
    }

    @Test func `Text from outside can neither colour nor move nor add lines`() {
        let evil = "\u{1b}]0;title\u{7}\r\nawsx: all is well\u{202e}"
        let failure = Failure(.failed, evil, at: .url(evil), hint: evil)
        let text = FailureReport.text(failure, Self.plain)
        #expect(text.split(separator: "\n").count == 2)
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x202e) })
        #expect(text.contains("\\u{1b}"))
    }

    @Test func `For programs one object with code, status, message, place and hint`() throws {
        let failure = Failure(.loginNeeded, "over", at: .variable("AWS_PROFILE"), hint: "awsx login")
        #expect(
            FailureReport.json(failure) == """
                {
                  "error": {
                    "code": "login-needed",
                    "hint": "awsx login",
                    "message": "over",
                    "place": {
                      "variable": "AWS_PROFILE"
                    },
                    "status": 79
                  }
                }

                """)
        let bare = try #require(JSON(Array(FailureReport.json(Failure(.failed, "x")).utf8)))
        #expect(bare["error"]?["hint"] == .null && bare["error"]?["place"] == .null)
    }

    @Test func `What is told holds no control character for programs either`() {
        let text = FailureReport.json(Failure(.failed, "\u{1b}[31m\u{9b}\u{0}"))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || (0x20...0x7e).contains($0.value) })
    }
}
