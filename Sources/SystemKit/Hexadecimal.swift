extension [UInt8] {
    /// Two digits a byte, in lower case.
    package var hexadecimal: String {
        unsafe String(unsafeUninitializedCapacity: 2 * count) { text in
            var position = 0
            for byte in self {
                unsafe text[position] = Self.digit(byte &>> 4)
                unsafe text[position &+ 1] = Self.digit(byte & 15)
                position &+= 2
            }
            return position
        }
    }

    @inline(__always)
    private static func digit(_ value: UInt8) -> UInt8 {
        value &+ (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") &- 10)
    }
}
