import Testing

@testable import Terminal

/// The picker of terminals that can't move their cursor.
struct NumberedListTests {
    private let index = PickerIndex(
        [
            PickerEntry("dev", detail: "x", state: "1h"), PickerEntry("prod\u{1b}"), PickerEntry("7"),
            PickerEntry("preprod"),
        ])

    @Test func `a list is numbered from 1, and harmless`() {
        #expect(
            NumberedList.text(index.ranked(""), index) == "1) dev  x  1h\n2) prod\\u{1b}\n3) 7\n4) preprod\n")
        #expect(NumberedList.text([], index) == "nothing matches\n")
        let long = PickerIndex((0..<40).map { PickerEntry("p\($0)") })
        #expect(NumberedList.text(long.ranked(""), long).hasSuffix("30) p29\n… and 10 more\n"))
    }

    @Test func `an answer is a number of the list, a name, the only match, or a search`() {
        let all = index.ranked("")
        #expect(NumberedList.read("1", all, index) == .picked(0))
        #expect(NumberedList.read("7", all, index) == .picked(2))
        #expect(NumberedList.read("dev", [], index) == .picked(0))
        #expect(NumberedList.read("de", all, index) == .picked(0))
        #expect(NumberedList.read("prod", all, index) == .narrowed([1, 3]))
        #expect(NumberedList.read("1", [3], index) == .picked(3))
        #expect(NumberedList.read("9", all, index) == .narrowed([]))
        #expect(NumberedList.read("", [1], index) == .narrowed(all))
    }
}
