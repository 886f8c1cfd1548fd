import TestSupport

/// Strings that no shell should read anything into.
enum OddStrings {
    private static let parts =
        [
            "'", "''", "\"", "\\", "\\\\", "\\'", "\n", "\r", "\t", " ", "$", "$(touch pwned)", "`touch pwned`",
            "${HOME}",
            "$'\\n'", "%s", "%n", "%", "!", "!!", "~", "*", "?", "[a]", "{a,b}", "(", ")", "<", ">", "|", "&", ";", "#",
            "=",
            "\u{1b}[31m", "\u{7}", "\u{7f}", "\u{1}", "-n", "--", "é", "e\u{301}", "中", "😀", "\u{2028}", "\u{2018}",
            "\u{f600}", "\u{f8ff}", "\u{feff}", "a", "B", "0", "/", ".", ":", "@", "+", ",", "^",
        ] + [0xfdd0, 0xfdef, 0xffff].compactMap(Unicode.Scalar.init).map { String(Character($0)) }

    /// Every part alone, then random sequences of them.
    static func make(_ count: Int, seed: UInt64) -> [String] {
        let source = SeededGenerator(seed)
        return [""] + parts
            + (0..<count).map { _ in
                (0...source.number(under: 9)).map { _ in source.pick(parts) }.joined()
            }
    }
}
