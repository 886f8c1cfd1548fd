extension SampleFile {
    /// Something that botocore refuses, inside the current section.
    mutating func addFault() {
        switch numbers.below(9) {
        case 0: add("no delimiter here", .noDelimiter)
        case 1: add(numbers.pick(["= value", ":x", "  ="]).trimmingBlanks, .noKey)
        case 2: add("[]", .emptyHeader)
        case 3: add("[profile unclosed", .unclosedHeader)
        case 4:
            if let header = headers.sorted().first(where: { $0 != "DEFAULT" }) {
                add("[\(header)]", .duplicateSection)
                openIndentation = nil
                // Its keys are not known here: what follows may repeat one.
                keys = []
                add("again_\(numbers.below(3)) = \(value())")
            }
        case 5:
            let key = freshKey()
            add("\(key) = 1")
            add("\(key) = 2", .duplicateKey)
        case 6:
            let key = freshKey()
            add("\(key) = 1")
            add("\(key.uppercased()): 2", .duplicateKeyInOtherCase)
        case 7:
            add("\(freshKey()) =", .blockWithoutEquals)
            add("   max: 1")
        default:
            if numbers.chance(50) {
                add(Array("\(freshKey()) = ".utf8) + [numbers.pick([0xff, 0xc0, 0xe9, 0xed])], [.undecodableValue])
            } else {
                add(Array("# caf".utf8) + [0xe9], [.undecodableComment])
            }
        }
        openIndentation = nil
    }

    /// Something that botocore refuses, before the first section.
    mutating func addFaultAtStart() {
        if numbers.chance(50) {
            add([0xef, 0xbb, 0xbf], [.byteOrderMark])
        } else {
            add("\(numbers.pick(["region", "x", "ünder"])) = 1", .propertyBeforeHeader)
        }
    }
}

extension String {
    /// Without the blanks at its start.
    fileprivate var trimmingBlanks: String { String(drop { $0 == " " }) }
}
