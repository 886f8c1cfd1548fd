package import Engine
import SystemKit

/// Answers of before, one file a kind of question in the state folder, 0600.
package struct LineHistory: Sendable {
    /// So many answers are kept.
    static let limit = 200

    private let context: RuntimeContext
    private let name: String

    /// - Parameter name: of the question's kind: small letters and dashes.
    package init(_ name: String, _ context: RuntimeContext) {
        self.name = name
        self.context = context
    }

    private var folder: String? { (try? StateFolder.of(context)).map { "\($0.path)/history" } }

    /// The answers, oldest first; a history that can't be read is empty.
    package func load() -> [String] {
        guard let folder, let bytes = try? context.files.read("\(folder)/\(name)", limit: 1 << 20) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Puts an answer last, and away from where it was before. What can't be written is no fault of the answer.
    package func add(_ line: String) {
        guard let folder, !line.isEmpty, !line.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else { return }
        let before = load()
        guard before.last != line else { return }
        let lines = before.filter { $0 != line }.suffix(Self.limit - 1) + [line]
        try? context.files.createFolder(folder, mode: 0o700)
        _ = try? context.files.write(
            Array((lines.joined(separator: "\n") + "\n").utf8), to: "\(folder)/\(name)", .secret)
    }
}
