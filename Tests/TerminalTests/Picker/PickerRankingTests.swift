import SystemKit
import Testing

@testable import Terminal

/// What is found, and in which order.
struct PickerRankingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let query: String
        let entries: [PickerEntry]
        let order: [String]

        init(_ query: String, _ entries: [PickerEntry], _ order: [String]) {
            self.query = query
            self.entries = entries
            self.order = order
        }

        init(_ query: String, _ names: [String], _ order: [String]) {
            self.init(query, names.map { PickerEntry($0) }, order)
        }

        var testDescription: String { "\"\(query)\" of \(entries.map(\.name))" }
    }

    private static let accounts = [
        PickerEntry("shop-prod-Admin", detail: "Web Shop", words: ["111111111111", "corp", "pci"]),
        PickerEntry("shop-prod-ReadOnly", detail: "Web Shop", words: ["111111111111", "corp"]),
        PickerEntry("data-dev-Admin", detail: "Daten Größe", words: ["222222222222", "labs"]),
    ]

    static let rows: [Row] = [
        // The whole name, its beginning, a word's beginning, its middle, letters in order.
        Row("dev", ["my-dev", "devops", "dev", "undevoted"], ["dev", "devops", "my-dev", "undevoted"]),
        Row("prod", ["p-r-o-d", "reprodo", "shop-prod"], ["shop-prod", "reprodo", "p-r-o-d"]),
        Row("spa", ["shop-dev-admin", "shop-prod-admin"], ["shop-prod-admin", "shop-dev-admin"]),
        Row("sda", ["shop-prod-admin", "shop-dev-admin"], ["shop-dev-admin", "shop-prod-admin"]),
        Row("dv", ["data-xyz", "dev"], ["dev"]),
        Row("eu1", ["prod-us-east-1", "prod-eu-west-1"], ["prod-eu-west-1"]),
        // Short before long; ties as given.
        Row("shop", ["shop-production-eu", "shop-prod"], ["shop-prod", "shop-production-eu"]),
        Row("a", ["a1", "a2", "a3"], ["a1", "a2", "a3"]),
        // Letters' case and marks.
        Row("DEV", ["dev", "prod"], ["dev"]), Row("grosse", accounts, ["data-dev-Admin"]),
        Row("größe", accounts, ["data-dev-Admin"]), Row("e\u{301}co", ["école", "ecot"], ["école", "ecot"]),
        Row("日", ["x日本", "y"], ["x日本"]),
        // Letters that stand together beat those with a gap; the wider it is the worse, up to a dozen.
        Row("dv", ["dxxxxxxv", "dxvxxxxx"], ["dxvxxxxx", "dxxxxxxv"]),
        Row("dv", ["dxxxxxxxxv", "dxxxxvxxxx"], ["dxxxxvxxxx", "dxxxxxxxxv"]),
        Row("dv", ["dxvxxx", "dvxxxx", "d-vxxx"], ["dvxxxx", "d-vxxx", "dxvxxx"]),
        Row("dve", ["dxvexx", "dvxexx", "d-vexx"], ["d-vexx", "dxvexx", "dvxexx"]),
        Row(
            "d-v", ["d\(String(repeating: "x", count: 30))-v", "d\(String(repeating: "x", count: 12))-v"],
            [
                "d\(String(repeating: "x", count: 12))-v", "d\(String(repeating: "x", count: 30))-v",
            ]),
        // Letters too far apart are not meant.
        Row("abcd", ["axxxxbxxxxcxxxxd", "axbxcxd"], ["axbxcxd"]), Row("xyz", ["axaayaaza"], []),
        // A number begins a word, whatever stands before it, and so does a letter behind one.
        Row("2", ["team-x2", "team-2x"], ["team-x2", "team-2x"]),
        Row("2", ["team12x", "team-x2"], ["team-x2", "team12x"]),
        Row("x", ["teamax", "team2x"], ["team2x", "teamax"]), Row("t2", ["tax2x", "tayx2"], ["tax2x", "tayx2"]),
        Row("a2", ["axx2", "axxy"], ["axx2"]),
        // Every field, several words, in any order.
        Row("web", accounts, ["shop-prod-Admin", "shop-prod-ReadOnly"]), Row("2222", accounts, ["data-dev-Admin"]),
        Row("labs", accounts, ["data-dev-Admin"]), Row("pci", accounts, ["shop-prod-Admin"]),
        Row("corp read", accounts, ["shop-prod-ReadOnly"]), Row("read corp", accounts, ["shop-prod-ReadOnly"]),
        Row("admin 1111", accounts, ["shop-prod-Admin"]), Row("labs web", accounts, []),
        Row("zzz", ["abc"], []), Row("abcd", ["abc"], []), Row("  ", ["a", "b"], ["a", "b"]), Row("x", [String](), []),
        // The name counts more than what stands beside it.
        Row(
            "prod", [PickerEntry("a", detail: "prod"), PickerEntry("prod-x")], ["prod-x", "a"]),
        // Use: without a query it decides, with one it lifts above equals, not above what matches much better.
        Row(
            "", [PickerEntry("a"), PickerEntry("b", frecency: 1), PickerEntry("c", frecency: 5)], ["c", "b", "a"]),
        Row("dev", [PickerEntry("dev-a"), PickerEntry("dev-b", frecency: 0.5)], ["dev-b", "dev-a"]),
        Row("dev", [PickerEntry("dev-a"), PickerEntry("dev-b", frecency: 0.01)], ["dev-b", "dev-a"]),
        Row("", [PickerEntry("a", frecency: 1), PickerEntry("b", frecency: 1)], ["a", "b"]),
        Row("dev", [PickerEntry("my-dev", frecency: 1000), PickerEntry("dev")], ["dev", "my-dev"]),
        Row("dev", [PickerEntry("undevoted", frecency: 20), PickerEntry("dev")], ["dev", "undevoted"]),
    ]

    @Test(arguments: rows)
    func `a query finds these, in this order`(row: Row) {
        let index = PickerSearchIndex(row.entries)
        #expect(index.ranked(row.query).map { row.entries[$0].name } == row.order)
    }

    @Test(
        arguments: [
            ("dev", [0]), ("my-dev", [0, 3]), ("prod2", [0, 4]), ("2prod", [0, 1]), ("a1b22c", [0, 1, 2, 3, 5]),
            ("a--b", [0, 3]),
            ("-a", [0, 1]), ("a_b.c/d e", [0, 2, 4, 6, 8]), ("日本2", [0, 6]), ("", []), ("a-", [0]),
        ] as [(String, [Int])])
    func `words begin behind what is none, and where digits begin or end`(text: String, starts: [Int]) {
        let field = FuzzyText(text)
        #expect(field.folded.indices.filter(field.isWordStart) == starts)
    }

    @Test func `typing on finds what asking at once finds`() {
        var names: [PickerEntry] = []
        for number in 0..<300 {
            let kind = ["dev", "prod", "staging", "qa"][number % 4]
            names.append(PickerEntry("team\(number % 37)-\(kind)-\(number)", detail: "Account \(number * 7919 % 1000)"))
        }
        let index = PickerSearchIndex(names)
        for query in ["team1-prod", "pr 7", "acc 12 dev", "tm3qa", "ta dev"] {
            var state = PickerState(index, title: "x", size: .init(rows: 24, columns: 80))
            for character in query { state.press(.character(character)) }
            #expect(state.matches == index.ranked(query), "\(query)")
        }
    }
}
