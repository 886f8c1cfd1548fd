import Engine
import Testing

struct WordWrapTests {
    @Test(arguments: [
        ("", ""), ("one two", "one two"), ("twelve wide.", "twelve wide."),
        ("one two three four", "one two\n  three four"),
        ("  one two three", "  one two\n    three"), ("a\none two three\nb", "a\none two\n  three\nb"),
        // Nothing breaks an address, and nothing a table.
        ("see https://corp.awsapps.com/start or so", "see\n  https://corp.awsapps.com/start\n  or so"),
        ("code       ABCD-EFGH", "code       ABCD-EFGH"),
        // A line of two columns goes on below the second, if there is room; a row of a table stays as it is.
        ("a   one two three", "a   one two\n    three"), ("  a  one two three", "  a  one two\n     three"),
        ("a label  one two", "a label  one\n  two"), ("a   one two   three", "a   one two   three"),
        ("one  two  three four", "one  two  three four"), ("one two three   ", "one two three   "),
        // What is to be copied stays whole.
        ("run awsx login --all, then wait", "run\n  awsx login --all,\n  then wait"),
        ("type aws sts get-caller-identity", "type\n  aws sts get-caller-identity"),
        // Columns, not characters.
        ("日本 日本語 日本", "日本 日本語\n  日本"),
    ])
    func `lines break at blanks`(text: String, wrapped: String) {
        #expect(WordWrap.wrap(text, columns: 12) == wrapped)
    }

    @Test func `what stands before the first line counts, and no screen breaks nothing`() {
        #expect(WordWrap.wrap("one two three", columns: 12, after: 6) == "one\n  two three")
        #expect(WordWrap.wrap("one two three", columns: 13) == "one two three")
        #expect(WordWrap.wrap("one two three", columns: nil) == "one two three")
    }
}
