import Testing

@testable import Plugins

@Suite struct YAMLScalarTests {
    @Test(arguments: [
        ("web", "web"),
        ("arn:aws:eks:us-east-1:111111111111:cluster/web", "arn:aws:eks:us-east-1:111111111111:cluster/web"),
        ("https://a.example:443/x", "https://a.example:443/x"), ("LS0t+/==", "LS0t+/=="),
        ("--cluster", "\"--cluster\""),
        ("1e3", "\"1e3\""), ("0x1F", "\"0x1F\""), ("2020-01-01", "\"2020-01-01\""), ("true", "\"true\""),
        ("No", "\"No\""), ("null", "\"null\""), ("", "\"\""), ("a b", "\"a b\""), ("a: b", "\"a: b\""),
        ("a:", "\"a:\""), ("a #b", "\"a #b\""), ("*x", "\"*x\""), ("a\"b\\c", #""a\"b\\c""#),
        ("a\nb: c", #""a\nb: c""#),
        ("é", #""\u00e9""#), ("~", "\"~\""), ("-", "\"-\""), ("{a}", "\"{a}\""),
    ])
    func `A text is written so that it means itself`(text: String, written: String) {
        #expect(YAMLScalar.text(text) == written)
        #expect(YAMLScalar.value(written[...]) == text)
    }

    @Test(arguments: [
        ("web # the one", "web"), ("'it is' # x", "it is"), ("\"a\" ", "a"), ("a#b", "a#b"), ("", ""), ("# x", ""),
    ])
    func `A value is read without what follows it`(source: String, value: String) {
        #expect(YAMLScalar.value(source[...]) == value)
    }

    @Test(arguments: [
        "&a x", "*a", "!!str x", "|", ">-", "{a: b}", "[a]", "\"open", "'open", "'it''s'", "\"a\" b", "'a' b",
    ])
    func `What a whole reader of YAML is needed for is not guessed`(source: String) {
        #expect(YAMLScalar.value(source[...]) == nil)
    }
}
