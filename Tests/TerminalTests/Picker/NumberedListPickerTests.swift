import Testing

@testable import Terminal

/// The picker of terminals that can't move their cursor.
struct NumberedListPickerTests {
    private let index = PickerSearchIndex(
        [
            PickerEntry("dev", detail: "x", state: "1h"), PickerEntry("prod\u{1b}"), PickerEntry("7"),
            PickerEntry("preprod"),
        ])

    @Test func `a list is numbered from 1, and harmless`() {
        #expect(
            NumberedListPicker.text(index.ranked(""), index) == "1) dev  x  1h\n2) prod\\u{1b}\n3) 7\n4) preprod\n")
        #expect(NumberedListPicker.text([], index) == "nothing matches\n")
        let long = PickerSearchIndex((0..<40).map { PickerEntry("p\($0)") })
        #expect(NumberedListPicker.text(long.ranked(""), long).hasSuffix("30) p29\n… and 10 more\n"))
    }

    @Test func `a number counts as far as the list is shown`() {
        let long = PickerSearchIndex((0..<40).map { PickerEntry("p\($0)") })
        let all = long.ranked("")
        #expect(NumberedListPicker.read("30", all, long) == .picked(29))
        // Behind the list it is a search.
        #expect(NumberedListPicker.read("31", all, long) == .picked(31))
        #expect(NumberedListPicker.read("40", all, long) == .scoped([]))
        #expect(NumberedListPicker.read("0", all, long) == .scoped(long.ranked("0")))
        #expect(NumberedListPicker.read("-1", all, long) == .scoped([]))
        #expect(NumberedListPicker.text(Array(all.prefix(30)), long).hasSuffix("30) p29\n"))
        #expect(NumberedListPicker.text(Array(all.prefix(31)), long).hasSuffix("30) p29\n… and 1 more\n"))
    }

    @Test func `an answer is a number of the list, a name, the only match, or a search`() {
        let all = index.ranked("")
        #expect(NumberedListPicker.read("1", all, index) == .picked(0))
        #expect(NumberedListPicker.read("7", all, index) == .picked(2))
        #expect(NumberedListPicker.read("dev", [], index) == .picked(0))
        #expect(NumberedListPicker.read("de", all, index) == .picked(0))
        #expect(NumberedListPicker.read("prod", all, index) == .scoped([1, 3]))
        #expect(NumberedListPicker.read("1", [3], index) == .picked(3))
        #expect(NumberedListPicker.read("9", all, index) == .scoped([]))
        #expect(NumberedListPicker.read("", [1], index) == .scoped(all))
    }

    @Test(
        arguments: [
            ("1 3", [0, 2]), ("1,3", [0, 2]), ("1-3", [0, 1, 2]), ("2-3, 1", [0, 1, 2]), ("1-1 2", [0, 1]), ("1", nil),
            ("", nil), ("3-1", nil), ("0 1", nil), ("1 9", nil), ("dev prod", nil), ("1-2-3", nil), ("-1", nil),
        ] as [(String, [Int]?)])
    func `several numbers pick several`(answer: String, picked: [Int]?) {
        #expect(NumberedListPicker.readSeveral(answer, [0, 1, 2, 3]) == picked)
    }
}
