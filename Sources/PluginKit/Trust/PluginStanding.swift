package import Engine

/// How a plugin stands with its user, with nobody asked.
package enum PluginStanding: Sendable {
    /// It came with awsx, and needs no grant.
    case installed(PluginFiles)
    case trusted(PluginGrant, PluginFiles)
    /// It is not what was trusted any more.
    case changed(PluginGrant, PluginFiles)
    case untrusted(PluginFiles)
    /// It can't be run, whoever wants it: its files, or the system-wide policy.
    case refused(Failure)

    /// For programs.
    package var word: String {
        switch self {
        case .installed: "installed"
        case .trusted: "trusted"
        case .changed: "changed"
        case .untrusted: "untrusted"
        case .refused: "refused"
        }
    }

    package var files: PluginFiles? {
        switch self {
        case .installed(let files), .trusted(_, let files), .changed(_, let files), .untrusted(let files): files
        case .refused: nil
        }
    }

    package var grant: PluginGrant? {
        switch self {
        case .trusted(let grant, _), .changed(let grant, _): grant
        case .installed, .untrusted, .refused: nil
        }
    }
}
