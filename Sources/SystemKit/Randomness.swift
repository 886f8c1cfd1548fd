/// Unpredictable bytes, as a value so that tests can repeat a run.
package struct Randomness: Sendable {
    /// So many bytes that nobody can guess.
    package let bytes: @Sendable (_ count: Int) -> [UInt8]

    package init(bytes: @escaping @Sendable (_ count: Int) -> [UInt8]) { self.bytes = bytes }

    /// The kernel's generator.
    package static let system = Randomness { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// A number from zero to one, for spreading retries.
    package func fraction() -> Double {
        let number = bytes(4).reduce(0) { $0 << 8 | UInt32($1) }
        return Double(number) / Double(UInt32.max)
    }

    /// A random UUID (version 4) in canonical lower-case text.
    package func uuid() -> String {
        var octets = bytes(16)
        octets[6] = octets[6] & 0x0f | 0x40
        octets[8] = octets[8] & 0x3f | 0x80
        return [octets[0..<4], octets[4..<6], octets[6..<8], octets[8..<10], octets[10..<16]]
            .map { Array($0).hexadecimal }.joined(separator: "-")
    }
}
