/// The clipboard of a person's own screen, through any number of machines between: the terminal is asked (OSC 52).
package enum Clipboard {
    /// The bytes that ask a terminal to copy a text. Terminals that don't know them show nothing.
    package static func copying(_ text: String) -> String { "\u{1b}]52;c;\(base64(Array(text.utf8)))\u{07}" }

    static func base64(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        var position = 0
        while position < bytes.count {
            let group = (0..<3).map { position + $0 < bytes.count ? UInt32(bytes[position + $0]) : 0 }
            let bits = group[0] << 16 | group[1] << 8 | group[2]
            let present = min(3, bytes.count - position)
            for location in 0..<4 {
                text.append(location <= present ? letters[Int(bits >> (18 - 6 * UInt32(location)) & 63)] : "=")
            }
            position += 3
        }
        return text
    }
}
