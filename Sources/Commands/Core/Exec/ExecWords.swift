/// Splits the words after `exec` into options of exec and the command.
struct ExecWords {
    let options: [String]
    /// Byte for byte as typed; the program first.
    let command: [[UInt8]]

    /// Options of exec that take a value in the next word.
    static func takesValue(_ option: String) -> Bool {
        switch option {
        case "-p", "--profile", "--session", "--sso-session", "--account", "--role", "--region", "--min-ttl", "--color",
            "--policy-arn", "--policy", "--tag", "--source-identity", "--duration", "--mfa-code":
            true
        default: false
        }
    }

    init(_ words: [[UInt8]]) {
        var options: [String] = []
        var position = 0
        while position < words.count {
            let word = words[position]
            guard word.first == UInt8(ascii: "-"), word.count > 1 else { break }
            position += 1
            let text = String(decoding: word, as: UTF8.self)
            if text == "--" { break }
            options.append(text)
            if Self.takesValue(text), position < words.count {
                options.append(String(decoding: words[position], as: UTF8.self))
                position += 1
            }
        }
        self.options = options
        command = Array(words[position...])
    }
}
