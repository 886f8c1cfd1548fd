/// A whole number as Python's `int()` reads it out of a config file: blanks around it, a sign, and underscores between
/// digits are allowed.
package struct PythonInteger: Sendable, Hashable {
    /// The number, or the nearest that fits.
    package let clamped: Int64

    /// Nil for what is no whole number.
    package init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while let first = bytes.first, Self.isBlank(first) { bytes.removeFirst() }
        while let last = bytes.last, Self.isBlank(last) { bytes.removeLast() }
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
        let groups = bytes.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        guard groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
        let digits = (isNegative ? "-" : "") + String(decoding: groups.joined(), as: UTF8.self)
        clamped = Int64(digits) ?? (isNegative ? .min : .max)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
}
