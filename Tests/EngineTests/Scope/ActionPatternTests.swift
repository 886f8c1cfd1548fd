import Engine
import TestSupport
import Testing

struct ActionPatternTests {
    @Test(arguments: [
        ("*", "s3:GetObject"), ("s3:*", "s3:Get*"), ("s3:Get*", "s3:GetObject"), ("s3:Get*", "S3:getobject"),
        ("s3:Get*", "s3:Get*"), ("s3:G?t*", "s3:Get*"), ("iam:*AccessKey*", "iam:CreateAccessKey"), ("s3:**", "s3:*"),
        ("s3:*", "s3:?"), ("a:?", "a:?"),
    ])
    func `a pattern contains what it names`(pattern: String, other: String) {
        #expect(ActionPattern(pattern).contains(ActionPattern(other)))
        #expect(ActionPattern(pattern).overlaps(ActionPattern(other)))
        #expect(ActionPattern(other).overlaps(ActionPattern(pattern)))
    }

    @Test(arguments: [
        ("s3:Get*", "s3:*"), ("s3:GetObject", "s3:Get*"), ("s3:Get*", "s3:List*"), ("s3:Get?", "s3:Get*"),
        ("s3:*A", "s3:*"), ("s3:*", "*"), ("a:?", "a:*"),
    ])
    func `a pattern does not contain what may be more`(pattern: String, other: String) {
        #expect(!ActionPattern(pattern).contains(ActionPattern(other)))
    }

    @Test(arguments: [
        ("s3:*Object", "s3:Get*", true), ("s3:Get*", "s3:List*", false), ("s3:a*b", "s3:*c", false),
        ("s3:a*b", "s3:*b", true), ("s3:??", "s3:a", false), ("s3:?", "s3:a*", true), ("*", "ec2:X", true),
        ("s3:*", "ec2:*", false), ("", "", true), ("*", "", true), ("a", "", false),
    ])
    func `patterns overlap where an action may be both`(one: String, other: String, isSo: Bool) {
        #expect(ActionPattern(one).overlaps(ActionPattern(other)) == isSo)
        #expect(ActionPattern(other).overlaps(ActionPattern(one)) == isSo)
    }

    /// Against every short word that two random patterns can name.
    @Test func `containing and overlapping agree with the words that are named`() {
        let numbers = SeededGenerator(7)
        let letters = Array("ab*?")
        var words = [""]
        for length in 1...5 {
            words += words.filter { $0.count == length - 1 }.flatMap { ["\($0)a", "\($0)b"] }
        }
        for _ in 0..<3000 {
            let texts = (0..<2).map { _ in String((0..<numbers.number(under: 5)).map { _ in numbers.pick(letters) }) }
            let globs = texts.map(Glob.init)
            let patterns = texts.map(ActionPattern.init)
            let shared = words.contains { word in globs.allSatisfy { $0.matches(word) } }
            if shared { #expect(patterns[0].overlaps(patterns[1]), "\(texts)") }
            if patterns[0].contains(patterns[1]) {
                let isSo = words.allSatisfy { !globs[1].matches($0) || globs[0].matches($0) }
                #expect(isSo, "\(texts)")
            }
            // Words of five letters decide about patterns of four.
            if !shared { #expect(!patterns[0].overlaps(patterns[1]), "\(texts)") }
        }
    }

    @Test(arguments: ["*", "s3:Get*", "s3:*", "sso-directory:*", "S3:GETOBJECT", "iam:*AccessKey*", "apigateway:GET"])
    func `what AWS takes has no fault`(text: String) {
        #expect(ActionPattern(text).fault == nil)
    }

    @Test(arguments: [
        "*:Get*", "Get*", "dynamodb*:Tag", "s3:Get:x", ":Get", "s3:", "", "s3:Get Object", "s3:Gét", "**",
    ])
    func `what AWS refuses is told before`(text: String) {
        #expect(ActionPattern(text).fault != nil)
    }
}
