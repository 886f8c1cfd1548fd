/// A region's name that may stand in a host name.
///
/// Config text becomes part of the host that tokens are sent to, so nothing but lower-case letters, digits and hyphens
/// passes: `x@evil.example/` is refused, not resolved.
package struct RegionName: Sendable, Hashable {
    package let text: String

    /// Throws `config-invalid`, naming the place, for anything that can't be one label of a host name.
    package init(_ text: String, at location: SourceLocation?) throws(Failure) {
        guard RegionName.isLabel(text) else {
            let shown = text.isEmpty ? "an empty region" : "the region \"\(text)\""
            throw Failure(
                .configInvalid, "\(shown) is not the name of an AWS region", at: location,
                hint: "set a name such as us-east-1: lower-case letters, digits and hyphens")
        }
        self.text = text
    }

    /// The name without the mark that once stood for FIPS endpoints, before or behind it.
    package var withoutFIPS: String {
        if text.hasPrefix("fips-") { return String(text.dropFirst(5)) }
        if text.hasSuffix("-fips") { return String(text.dropLast(5)) }
        return text
    }

    private static func isLabel(_ text: String) -> Bool {
        guard (1...63).contains(text.utf8.count), text.utf8.first != hyphen, text.utf8.last != hyphen else {
            return false
        }
        return text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == hyphen
        }
    }

    private static let hyphen = UInt8(ascii: "-")
}
