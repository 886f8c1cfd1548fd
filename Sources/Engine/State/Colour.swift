/// A colour of a terminal's palette.
package struct Colour: Sendable, Hashable {
    /// 0 to 255; the first eight are the terminal's own.
    package let number: UInt8

    static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    package static let red = Colour(number: 1)
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

    /// Of a profile that no rule gives one: red for production, cyan for all others.
    package static func usual(for profile: String) -> Colour {
        let parts = profile.lowercased().split { !$0.isLetter && !$0.isNumber }
        for (index, part) in parts.enumerated() where ["prod", "production", "prd"].contains(part) {
            // `non-prod` and `pre-prod` are not production.
            if index == 0 || !["non", "not", "no", "pre"].contains(parts[index - 1]) { return .red }
        }
        return .cyan
    }

    /// As an escape sequence spells it between `[` and `m`.
    package var code: String { number < 8 ? "3\(number)" : "38;5;\(number)" }
}
