package import Engine

/// One call of a command: the words after its name, and the context it acts in.
package struct Invocation: Sendable {
    /// Byte for byte as they were typed.
    package let rawWords: [[UInt8]]
    package let context: RuntimeContext

    package init(rawWords: [[UInt8]], context: RuntimeContext) {
        self.rawWords = rawWords
        self.context = context
    }

    /// The words as text.
    package var words: [String] { rawWords.map { String(decoding: $0, as: UTF8.self) } }
}
