/// A colour of a terminal's palette.
package struct Colour: Sendable, Hashable {
    /// 0 to 255; the first eight are the terminal's own.
    package let number: UInt8

    static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    package static let yellow = Colour(number: 3)
    package static let cyan = Colour(number: 6)

    package init(number: UInt8) { self.number = number }

    package init?(_ text: String) {
        if let index = Self.names.firstIndex(of: text.lowercased()) {
            number = UInt8(index)
        } else if let number = UInt8(text) {
            self.number = number
        } else {
            return nil
        }
    }

    /// As an escape sequence spells it between `[` and `m`.
    package var code: String { number < 8 ? "3\(number)" : "38;5;\(number)" }
}
