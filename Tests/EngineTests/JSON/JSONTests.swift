import Engine
import TestSupport
import Testing

struct JSONTests {
    @Test func `Of two members with one name the later counts, as in Python`() {
        #expect(JSON(Array(#"{"a": 1, "b": 2, "a": 3}"#.utf8))?["a"]?.integer == 3)
    }

    @Test(
        arguments: [
            ("1", 1), ("-7", -7), ("1e3", 1000), ("10.0", 10), ("1.5", nil), ("1e400", nil),
            ("9223372036854775807", .max),
            ("9223372036854775808", nil), ("-9223372036854775808", .min),
        ] as [(String, Int64?)])
    func `Whole numbers in any spelling`(text: String, value: Int64?) {
        #expect(JSON(Array(text.utf8))?.integer == value)
    }

    @Test func `Each accessor answers for its own kind only`() {
        let all: [JSON] = [.null, .bool(true), .integer(1), .string("s"), .array([.null]), .object(["a": .null])]
        #expect(all.map { $0.string } == [nil, nil, nil, "s", nil, nil])
        #expect(all.map { $0.integer } == [nil, nil, 1, nil, nil, nil])
        #expect(all.map { $0.bool } == [nil, true, nil, nil, nil, nil])
        #expect(all.map { $0.array?.count } == [nil, nil, nil, nil, 1, nil])
        #expect(all.map { $0.members?.count } == [nil, nil, nil, nil, nil, 1])
        #expect(all.map { $0["a"] } == [nil, nil, nil, nil, nil, .null])
        #expect(JSON.text(nil) == .null)
        #expect(JSON.text("x") == .string("x"))
    }

    @Test func `Members without a value are left out`() {
        let none: JSON? = nil
        #expect(JSON.object(["a": none, "b": .null]).serialized(.minified) == #"{"b":null}"#)
    }
}
