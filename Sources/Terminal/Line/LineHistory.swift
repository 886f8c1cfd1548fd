package import Engine
import SystemKit

/// Answers of before, one file a kind of question in the state folder, 0600.
package struct LineHistory: Sendable {
    /// So many answers are kept.
    static let limit = 200

    private let folder: PrivateFolder?
    private let name: String

    /// - Parameter name: of the question's kind: small letters and dashes.
    package init(_ name: String, _ context: RuntimeContext) {
        self.name = name
        folder = (try? StateFolder.of(context))?.folder("history", context.files)
    }

    /// The answers, oldest first; a history that can't be read is empty.
    package func load() -> [String] {
        guard let bytes = try? folder?.read(name) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Puts an answer last, and away from where it was before. What can't be written is no fault of the answer.
    package func add(_ line: String) {
        guard !line.isEmpty, !line.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else { return }
        let before = load()
        guard before.last != line else { return }
        let lines = before.filter { $0 != line }.suffix(Self.limit - 1) + [line]
        try? folder?.write(lines.joined(separator: "\n") + "\n", to: name)
    }
}
