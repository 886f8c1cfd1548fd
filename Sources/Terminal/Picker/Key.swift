/// One key, whatever bytes a terminal sends for it.
package enum Key: Sendable, Hashable {
    case character(Character)
    /// Ctrl and a small letter.
    case control(Character)
    case enter, tab, backTab, backspace, delete, escape
    case up, down, left, right, pageUp, pageDown, home, end
}

/// Bytes of a terminal to keys; what a read leaves half stays for the next.
package struct KeyDecoder: Sendable {
    private var rest: [UInt8] = []

    package init() {}

    /// An escape byte waits for what may belong to it: ask `flush` when nothing comes.
    package var isWaiting: Bool { !rest.isEmpty }

    package mutating func take(_ bytes: [UInt8]) -> [Key] {
        rest += bytes
        var keys: [Key] = []
        while let (key, length) = next() {
            if let key { keys.append(key) }
            rest.removeFirst(length)
        }
        return keys
    }

    /// Nothing more comes: a lone escape byte is the key.
    package mutating func flush() -> [Key] {
        guard let first = rest.first else { return [] }
        let isEscape = first == 0x1b
        let behind = Array(rest.dropFirst())
        rest = []
        // Alt and a key is that key; what was cut off is dropped.
        return isEscape ? [.escape] + (behind.isEmpty || behind[0] == UInt8(ascii: "[") ? [] : take(behind)) : []
    }

    /// The first key and its length; a nil key is nothing that we know; nil if more bytes are needed.
    private func next() -> (Key?, Int)? {
        guard let first = rest.first else { return nil }
        switch first {
        case 0x1b: return sequence()
        case 0x0d: return (.enter, 1)
        case 0x09: return (.tab, 1)
        case 0x7f, 0x08: return (.backspace, 1)
        case 0x01...0x1a: return (.control(Character(Unicode.Scalar(first + 0x60))), 1)
        case 0x00, 0x1c...0x1f: return (nil, 1)
        case 0x20..<0x7f: return (.character(Character(Unicode.Scalar(first))), 1)
        default: return wide(first)
        }
    }

    private func wide(_ first: UInt8) -> (Key?, Int)? {
        let length =
            switch first {
            case 0xc2...0xdf: 2
            case 0xe0...0xef: 3
            case 0xf0...0xf4: 4
            default: 1
            }
        guard length > 1 else { return (nil, 1) }
        guard rest.count >= length else {
            return rest.dropFirst().allSatisfy { (0x80...0xbf).contains($0) } ? nil : (nil, 1)
        }
        guard let text = String(validating: rest.prefix(length), as: UTF8.self), let character = text.first
        else { return (nil, 1) }
        return (.character(character), length)
    }

    /// `ESC [ … letter`, `ESC [ … ~` and `ESC O letter`.
    private func sequence() -> (Key?, Int)? {
        guard rest.count > 1 else { return nil }
        guard rest[1] == UInt8(ascii: "[") || rest[1] == UInt8(ascii: "O") else { return (.escape, 1) }
        guard let end = rest.indices.dropFirst(2).first(where: { (0x40...0x7e).contains(rest[$0]) }) else {
            return rest.count > 32 ? (nil, rest.count) : nil
        }
        let parameter = String(decoding: rest[2..<end].prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
        let key: Key? =
            switch (rest[end], parameter) {
            case (UInt8(ascii: "A"), _): .up
            case (UInt8(ascii: "B"), _): .down
            case (UInt8(ascii: "C"), _): .right
            case (UInt8(ascii: "D"), _): .left
            case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), "1"), (UInt8(ascii: "~"), "7"): .home
            case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), "4"), (UInt8(ascii: "~"), "8"): .end
            case (UInt8(ascii: "Z"), _): .backTab
            case (UInt8(ascii: "~"), "3"): .delete
            case (UInt8(ascii: "~"), "5"): .pageUp
            case (UInt8(ascii: "~"), "6"): .pageDown
            default: nil
            }
        return (key, end + 1)
    }
}
