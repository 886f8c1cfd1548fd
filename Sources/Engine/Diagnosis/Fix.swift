package import SystemKit

/// A change that is safe to make: it takes permissions away from others, or removes a copy.
package enum Fix: Sendable, Hashable {
    /// Sets permission bits, such as 0o600.
    case mode(String, UInt16)
    case remove(String)

    package var path: String {
        switch self {
        case .mode(let path, _), .remove(let path): path
        }
    }

    /// The command that a person would type.
    package var command: String {
        switch self {
        case .mode(let path, let mode): "chmod \(String(mode, radix: 8)) \(DisplayedCommandWord.quoted(path))"
        case .remove(let path): "rm \(DisplayedCommandWord.quoted(path))"
        }
    }

    /// - Throws: `.fileUnwritable`.
    package func perform(_ files: any FileSystem) throws(Failure) {
        try translating(.fileUnwritable) { () throws(SystemFailure) in
            switch self {
            case .mode(let path, let mode): try files.setMode(mode, of: path)
            case .remove(let path): try files.remove(path)
            }
        }
    }
}
