import Engine
import Testing

/// Words as a POSIX shell splits them.
struct ShellWordsTests {
    @Test(arguments: [
        ("", []), ("  \t\n", []), ("a b", ["a", "b"]), ("  a\tb\r\nc ", ["a", "b", "c"]), ("'a b' c", ["a b", "c"]),
        ("\"a b\" c", ["a b", "c"]),
        ("a\\ b", ["a b"]), ("\\a", ["a"]), ("''", [""]), ("a '' b", ["a", "", "b"]), ("a''b", ["ab"]),
        ("'a\\b'", ["a\\b"]),
        ("\"a\\b\"", ["a\\b"]), ("\"a\\\"b\"", ["a\"b"]), ("\"a\\\\b\"", ["a\\b"]), ("\"a\\$b\"", ["a\\$b"]),
        ("'a'\"b\"c", ["abc"]),
        ("a#b #c", ["a#b", "#c"]), ("\"it's\"", ["it's"]), ("a\u{a0}b", ["a\u{a0}b"]),
        ("/bin/x --name='My App'", ["/bin/x", "--name=My App"]),
        ("a\\\nb", ["a\nb"]), ("é 'ü ö'", ["é", "ü ö"]), ("a\u{b}b", ["a\u{b}b"]),
    ])
    func `a line gives these words`(_ line: String, _ words: [String]) throws {
        #expect(try ShellWords.split(line) == words)
    }

    @Test(arguments: [
        ("'a", ShellWords.Fault.unclosedQuote), ("a \"b", .unclosedQuote), ("it's", .unclosedQuote),
        ("a\\", .danglingEscape), ("\"a\\", .danglingEscape),
    ])
    func `an open quote or escape is a fault`(_ line: String, _ fault: ShellWords.Fault) {
        #expect(throws: fault) { try ShellWords.split(line) }
    }
}
