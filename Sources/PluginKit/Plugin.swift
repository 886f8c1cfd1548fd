package import Engine
import SystemKit

/// Something that awsx can do beyond its engine: built in or external, all listed alike.
package protocol Plugin: Sendable {
    var manifest: Manifest { get }
}

/// A command that the core carries out itself, or by becoming another program.
package protocol CorePlugin: Plugin {
    /// - Returns: the exit status; a command that becomes another program never returns.
    /// - Throws: `Failure`, or `RequestedText` for help.
    func run(_ invocation: Invocation) throws -> Int32
}

/// A command that talks to AWS; carried out in awsx-connect.
package protocol NetworkPlugin: Plugin {
    func run(_ invocation: Invocation) async throws -> Int32
}

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

    /// What was typed before a bare `--`.
    package var ownWords: ArraySlice<String> { words.prefix { $0 != "--" } }
}

/// Text that was asked for and ends the command well: help, or a version.
package struct RequestedText: Error, Sendable {
    package let text: String

    package init(text: String) { self.text = text }
}

/// The plugins of one executable, found by name.
package struct Registry<Member: Sendable>: Sendable {
    package let members: [Member]
    private let name: @Sendable (Member) -> String

    package init(_ members: [Member], name: @escaping @Sendable (Member) -> String) {
        self.members = members
        self.name = name
    }

    package subscript(name: String) -> Member? {
        for member in members where self.name(member) == name { return member }
        return nil
    }
}
