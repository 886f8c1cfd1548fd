import PluginKit

/// Splits the words after `exec` into options of exec and the command.
struct ExecOptionsAndCommand {
    let options: [String]
    /// Byte for byte as typed; the program first.
    let command: [[UInt8]]
    /// Whether `--` stands before the command.
    let isMarked: Bool

    init(_ words: [[UInt8]]) { self.init(rest: words, after: []) }

    /// - Parameter options: those that stand before the words.
    init(rest words: [[UInt8]], after options: [String]) {
        var options = options
        var position = 0
        var isMarked = false
        while position < words.count {
            let word = words[position]
            guard word.first == UInt8(ascii: "-"), word.count > 1 else { break }
            position += 1
            let text = String(decoding: word, as: UTF8.self)
            if text == "--" {
                isMarked = true
                break
            }
            options.append(text)
            if HotPathOptionTable.exec(text)?.hasValue == true, position < words.count {
                options.append(String(decoding: words[position], as: UTF8.self))
                position += 1
            }
        }
        self.options = options
        command = Array(words[position...])
        self.isMarked = isMarked
    }
}
