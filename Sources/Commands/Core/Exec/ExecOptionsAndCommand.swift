import PluginKit

/// Splits the words after `exec` into options of exec and the command.
struct ExecOptionsAndCommand {
    let options: [String]
    /// Byte for byte as typed; the program first.
    let command: [[UInt8]]

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
            if HotPathOptions.exec(text)?.hasValue == true, position < words.count {
                options.append(String(decoding: words[position], as: UTF8.self))
                position += 1
            }
        }
        self.options = options
        command = Array(words[position...])
    }
}
