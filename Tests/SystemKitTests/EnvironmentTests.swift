import SystemKit
import TestSupport
import Testing

struct EnvironmentTests {
    private static let doubled = Environment(
        blocks: ["A=1", "B=2", "A=3", "AB=4", "EMPTY=", "ODD"].map { Array($0.utf8) })

    @Test func `The first copy answers, as in the C library`() {
        #expect(Self.doubled["A"] == "1")
        #expect(Self.doubled["AB"] == "4")
        #expect(Self.doubled["C"] == nil)
    }

    @Test func `An empty value is set, and is no text`() {
        #expect(Self.doubled["EMPTY"] == "")
        #expect(Self.doubled.text("EMPTY") == nil)
        #expect(Self.doubled.text("B") == "2")
    }

    @Test func `Removing takes every copy and nothing else`() {
        var environment = Self.doubled
        environment.remove("A")
        #expect(environment.blocks == ["B=2", "AB=4", "EMPTY=", "ODD"].map { Array($0.utf8) })
    }

    @Test func `Setting leaves exactly one copy`() {
        var environment = Self.doubled
        environment.set("A", "x=y")
        #expect(environment["A"] == "x=y")
        #expect(environment.blocks.filter { $0.starts(with: Array("A=".utf8)) } == [Array("A=x=y".utf8)])
    }

    @Test func `Names come once, in order, also of a block without a value`() {
        #expect(Self.doubled.names == ["A", "B", "AB", "EMPTY", "ODD"])
        #expect(Self.doubled["ODD"] == "")
    }

    @Test func `Bytes that are not UTF-8 stay as they came`() {
        let latin = Array("NAME=caf".utf8) + [0xe9]
        var environment = Environment(blocks: [latin, Array("A=1".utf8)])
        environment.set("B", "2")
        environment.remove("A")
        #expect(environment.blocks == [latin, Array("B=2".utf8)])
    }

    @Test func `Names that only look alike are different variables`() {
        // Both are é: one letter, or e and an accent.
        var environment = Environment(["caf\u{e9}": "1", "cafe\u{301}": "2"])
        #expect(environment["cafe\u{301}"] == "2")
        environment.remove("caf\u{e9}")
        #expect(environment["cafe\u{301}"] == "2")
    }

    @Test func `This process has its own`() {
        #expect(Environment.current().text("PATH") != nil)
    }

    @Test func `Some names are found in one pass, the first copy of each, in the order of the list`() {
        let environment = Environment(blocks: ["C=3", "A=1", "AB=x", "A=2", "E", "=D"].map { Array($0.utf8) })
        let found = environment.places(of: ["A", "B", "C", "E", "D"])
        #expect(found.map(\.place) == [0, 2, 3] && found.map(\.value) == ["1", "3", ""])
    }
}
