import TestSupport
import Testing

/// That a command failed as promised: this status, one error in one or two lines, nothing raw and nothing secret.
func expectFailure(
    _ outcome: ProgramOutcome, _ status: Int32, saying words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(outcome.status == status, "\(outcome)", sourceLocation: sourceLocation)
    let errors = outcome.errorLines.filter { $0.hasPrefix("awsx: ") && !$0.hasPrefix("awsx: warning") }
    #expect(errors.count == 1, "one error: \(outcome)", sourceLocation: sourceLocation)
    for word in words {
        #expect(outcome.error.contains(word), "“\(word)” in: \(outcome)", sourceLocation: sourceLocation)
    }
    #expect(outcome.output.isEmpty, "\(outcome)", sourceLocation: sourceLocation)
    #expect(isHarmless(outcome.errorBytes), "\(outcome)", sourceLocation: sourceLocation)
    for trace in ["Fatal error", "NIO", "Optional(", "Swift.", "AWSXSANDBOXCANARY"] {
        #expect(!outcome.error.contains(trace), "\(outcome)", sourceLocation: sourceLocation)
    }
}

/// No byte that a terminal would act on, but line ends.
func isHarmless(_ bytes: [UInt8]) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
        scalar == "\n" || !(scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value))
    }
}

/// What a terminal was sent, less how awsx draws and removes the line of what it waits for: that of a second or more, which
/// a busy machine makes of a short wait. The line's words stay.
func withoutProgress(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").replacing(/\r([^\r\n\u{1b}]*)\u{1b}\[K/) { "\($0.1)\n" }
}
