package import ArgumentParser

/// What a word of a command line may be, for completion.
package enum ValueKind: Sendable, Hashable {
    /// Anything; nothing is offered.
    case text
    /// What `awsx complete KIND` lists.
    case known(CandidateKind)
    case files, folders
    /// The words of another command, which complete themselves.
    case command
    /// What the plugin says when it is asked.
    case dynamic
    /// One of these.
    case list([String])

    /// The kind that a manifest or a table names; anything it doesn't know is text.
    package init(_ name: String) {
        switch name {
        case "files": self = .files
        case "folders": self = .folders
        case "command": self = .command
        case "dynamic": self = .dynamic
        case CandidateKind.syntax.rawValue: self = .text
        default: self = CandidateKind(rawValue: name).map(ValueKind.known) ?? .text
        }
    }

    /// The name in manifests; nil for a list, which is told by its words.
    package var name: String? {
        switch self {
        case .text: "text"
        case .known(let kind): kind.rawValue
        case .files: "files"
        case .folders: "folders"
        case .command: "command"
        case .dynamic: "dynamic"
        case .list: nil
        }
    }
}

/// What the values of awsx's options are; ArgumentParser tells it on in its own description of a command.
extension CompletionKind {
    package static var profiles: CompletionKind { of(.known(.profiles)) }
    package static var sessions: CompletionKind { of(.known(.sessions)) }
    package static var accounts: CompletionKind { of(.known(.accounts)) }
    package static var roles: CompletionKind { of(.known(.roles)) }
    package static var regions: CompletionKind { of(.known(.regions)) }
    package static var services: CompletionKind { of(.known(.services)) }
    package static var plugins: CompletionKind { of(.known(.plugins)) }
    package static var scopes: CompletionKind { of(.known(.scopes)) }
    package static var command: CompletionKind { of(.command) }
    /// Times that somebody is likely to mean.
    package static var times: CompletionKind { .list(["5m", "15m", "30m", "1h"]) }

    private static func of(_ kind: ValueKind) -> CompletionKind { .shellCommand("awsx complete \(kind.name ?? "")") }
}
