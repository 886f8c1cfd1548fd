extension SampleFile {
    /// One `key = value` in one of its forms.
    mutating func addOption() {
        let indentation = chooseIndentation()
        let start = blanks(indentation)
        let key = freshKey()
        switch numbers.below(20) {
        case 0: add("\(start)\(key): \(value())", .colon)
        case 1: add("\(start)\(key)=\(value()):x=y", .bothDelimiters)
        case 2: add("\(start)\(key.uppercased()) = \(value())", .upperCaseKey)
        case 3: addWideKey(start)
        case 4: add("\(start)\(key) with blanks  = \(value())", .keyWithBlanks)
        case 5: add("\(start)\(key) =\(wideSpace())\u{3000}\(value())\(wideSpace())\t", .wideSpaceAroundValue)
        case 6: add("\(start)\(key) = \(numbers.pick(["\"abc\"", "'abc'", "\"a"]))", .quotedValue)
        case 7: add("\(start)\(key) = 50% of ${HOME} %(x)s $", .percentAndDollar)
        case 8: add("\(start)\(key) =\(numbers.pick(["", " ", "\t "]))", .emptyValue)
        case 9: add("\(start)\(key) = \(value()) \(numbers.pick(["#", ";"])) comment", .inlineComment)
        case 10: add("\(start)[\(key) = \(value())", .unclosedHeaderWithDelimiter)
        case 11: add("\(start)\(key) = \(numbers.pick(["grün", "日本語", "e\u{301}", "😀", "\u{85}x\u{85}"]))", .wideText)
        case 12: add("\(start)\(key) = a\0b", .nullCharacter)
        case 13, 14: addBlock(start, key, indentation)
        case 15, 16, 17: addContinued(start, key, indentation)
        default: add("\(start)\(key) = \(value())", .equalsSign)
        }
        openIndentation = indentation
    }

    /// Every kind of white space that is no line end, and two characters that are none.
    private mutating func wideSpace() -> String {
        numbers.pick([
            "\u{b}", "\u{c}", "\u{1c}", "\u{1d}", "\u{1e}", "\u{1f}", "\u{85}", "\u{a0}", "\u{1680}", "\u{2000}",
            "\u{200a}",
            "\u{2028}", "\u{2029}", "\u{202f}", "\u{205f}", "\u{3000}", "\u{200b}", "\u{1b}",
        ])
    }

    private mutating func chooseIndentation() -> Int {
        guard let openIndentation else {
            guard numbers.chance(15) else { return 0 }
            note(.indentedFirstOption)
            return 1 + numbers.below(6)
        }
        guard openIndentation > 0 else { return 0 }
        if numbers.chance(50) {
            note(.equalIndentation)
            return openIndentation
        }
        note(.lessIndentation)
        return numbers.below(openIndentation)
    }

    private mutating func addWideKey(_ start: String) {
        let key = numbers.pick(["ÄÖÜ", "ΟΔΟΣ", "ΣΑΣ ΣΑΣ", "İx", "\u{212a}ey", "Ωω", "ΑΣ.Β", "ΑΣ."])
        guard keys.insert(key).inserted else { return }
        add("\(start)\(key) = \(value())", .wideUpperCaseKey)
    }

    /// Nested keys.
    private mutating func addBlock(_ start: String, _ key: String, _ indentation: Int) {
        let inner = blanks(indentation + 1 + numbers.below(4))
        add("\(start)\(key) =", .block)
        if numbers.chance(30) { add("", .blankInBlock) }
        add("\(inner)max_size = 10")
        if numbers.chance(40) { add("\(inner)Max_Size=20:30=40", .caseInBlock, .colonInBlock) }
        if numbers.chance(30) { add("\(inner)  max_size = 11", .repeatInBlock) }
        if numbers.chance(30) { add("\(inner)url = http://x # y", .hashInBlock) }
        if numbers.chance(30) { add("\(inner)# comment", .commentInValue) }
        if numbers.chance(20) {
            add(
                "\(inner)a = 1\(numbers.pick(["\u{b}", "\u{c}", "\u{1c}", "\u{85}", "\u{2028}"]))b = 2",
                .oddLineEndInBlock)
        }
        if numbers.chance(20) { add("\(inner)= no key") }
    }

    /// Text on more than one line.
    private mutating func addContinued(_ start: String, _ key: String, _ indentation: Int) {
        add("\(start)\(key) = \(value())", .continuation)
        let inner = blanks(indentation + 1 + numbers.below(4))
        switch numbers.below(6) {
        case 0: add("\(inner)[profile swallowed]", .swallowedHeader)
        case 1: add("\(blanks(indentation))\u{a0}\u{2003}more", .wideIndentation)
        case 2:
            add(numbers.pick(["", "   ", "\t"]), .blankInValue)
            add("\(inner)more")
        case 3:
            add("\(numbers.pick(["", inner]))\(numbers.pick(["#", ";"])) comment", .commentInValue)
            add("\(inner)more")
        default: add("\(inner)output = json \(numbers.below(9))")
        }
        if numbers.chance(20) { add("", .blankInValue) }
    }

    mutating func addComment() {
        switch numbers.below(4) {
        case 0: add("# comment = \(value())", .hashComment)
        case 1: add("; [comment]", .semicolonComment)
        case 2: add("   \(numbers.pick(["#", ";"])) indented", .indentedComment)
        default: add("")
        }
    }
}
