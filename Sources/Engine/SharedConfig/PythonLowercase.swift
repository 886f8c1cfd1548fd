/// Keys in lower case as Python makes them: the full mapping of Unicode, the final sigma included
/// (<doc:ConfigurationFiles>, Grammar, rule 5).
enum PythonLowercase {
    static func of(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text.lowercased() }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (position, scalar) in scalars.enumerated() {
            if scalar == capitalSigma {
                result.append(isFinal(position, in: scalars) ? "ς" : "σ")
            } else {
                result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(result)
    }

    @inline(__always)
    static func ofASCII(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    private static let capitalSigma: Unicode.Scalar = "Σ"

    /// A cased letter stands before it and none after it, marks between them not counted.
    private static func isFinal(_ position: Int, in scalars: [Unicode.Scalar]) -> Bool {
        let before = scalars[..<position].last { !$0.properties.isCaseIgnorable }
        let after = scalars[(position + 1)...].first { !$0.properties.isCaseIgnorable }
        return before?.properties.isCased == true && after?.properties.isCased != true
    }
}
