import CPluginFiles
package import Engine

/// A question that awsx asks plugins, as it was recorded, with what the plugin that `awsx plugin new` makes answered.
package struct Conversation: Sendable {
    package let name: String
    package let request: JSON
    /// Nil where none was recorded.
    package let answer: JSON?

    /// As it is sent.
    package var line: [UInt8] { Array(request.serialized(.minified).utf8) }

    package static let provider = unsafe read(awsx_conversations_provider())
    package static let hook = unsafe read(awsx_conversations_hook())
    package static let completion = unsafe read(awsx_conversations_completion())

    private static func read(_ text: UnsafePointer<CChar>) -> [Conversation] {
        (unsafe String(cString: text)).split(separator: "\n").compactMap { line in
            guard let json = JSON(Array(line.utf8)), let name = json["name"]?.string, let request = json["request"]
            else {
                return nil
            }
            return Conversation(name: name, request: request, answer: json["answer"].flatMap { $0 == .null ? nil : $0 })
        }
    }

    /// What a plugin that answers this much is asked.
    ///
    /// - Parameter event: of a hook, the only one; nil for any.
    package static func all(for call: PluginCall) -> [Conversation] {
        switch call {
        case .command: []
        case .provider: provider
        case .hook(let event): hook.filter { $0.request["event"]?.string == event.rawValue }
        case .completion: completion
        }
    }
}
