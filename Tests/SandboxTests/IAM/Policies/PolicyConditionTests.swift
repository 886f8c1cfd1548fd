import Testing

@testable import Sandbox

struct PolicyConditionTests {
    /// Operator, values, what the request has, whether the condition holds.
    @Test(
        arguments: [
            ("StringEquals", ["a", "b"], "b", true), ("StringEquals", ["a"], "A", false),
            ("StringEquals", ["a"], nil, false),
            ("StringEquals", ["a*"], "ab", false), ("StringEqualsIgnoreCase", ["a"], "A", true),
            ("StringNotEquals", ["a", "b"], "b", false), ("StringNotEquals", ["a"], "c", true),
            ("StringNotEquals", ["a"], nil, true), ("StringLike", ["a*"], "ab", true),
            ("StringLike", ["?"], "ab", false),
            ("StringNotLike", ["a*"], "ab", false), ("StringNotLike", ["a*"], nil, true),
            ("StringLikeIfExists", ["a*"], nil, true), ("StringLikeIfExists", ["a*"], "b", false),
            ("ArnLike", ["arn:aws:iam::*:role/x"], "arn:aws:iam::1:role/x", true), ("Bool", ["true"], "TRUE", true),
            ("Bool", ["true"], "false", false), ("Null", ["true"], nil, true), ("Null", ["true"], "x", false),
            ("Null", ["false"], "x", true),
        ] as [(String, [String], String?, Bool)])
    func `an operator compares as AWS's does`(word: String, values: [String], found: String?, holds: Bool) throws {
        let condition = try #require(PolicyCondition(word, key: "AWS:Key", values: values))
        #expect(condition.holds(in: found.map { ["aws:key": $0] } ?? [:]) == holds)
    }

    @Test(arguments: ["StringIs", "NullIfExists", "DateLessThan", "stringequals", ""])
    func `an operator that is not evaluated is not taken`(word: String) {
        #expect(PolicyCondition(word, key: "k", values: ["v"]) == nil)
    }
}
