import Engine
import PluginKit
import SystemKit

/// One run of `awsx each`, before anything of it began.
struct PlannedRun: Sendable {
    /// Its place among the others.
    let number: Int
    let profile: String
    /// Where several regions were asked for.
    let isOneRegion: Bool
    /// Who it acts as, and with which words; or why it can't be.
    let target: Result<Target, Failure>

    struct Target: Sendable {
        let identity: ResolvedIdentity
        let typed: IdentityRequest
        let words: [String]
    }

    var accountID: String? { (try? target.get())?.identity.source.accountID }
    var roleName: String? { (try? target.get())?.identity.source.roleName }
    var region: String? { (try? target.get())?.identity.region?.value }

    /// As lines and tables name it.
    var title: String { isOneRegion ? "\(profile) \(region ?? "")" : profile }

    /// A name for its files: the title, in which all but letters, digits and a few marks are percent-encoded.
    var fileName: String {
        let kept = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.@+=,-"
        let name = title.replacing(" ", with: ".").utf8.map { byte in
            kept.utf8.contains(byte) ? String(UnicodeScalar(byte)) : "%\([byte].hexadecimal)"
        }.joined()
        return name.hasPrefix(".") ? "%2e\(name.dropFirst())" : name
    }
}

/// How a run ended.
struct FinishedRun: Sendable {
    enum Ending: Sendable {
        /// The command's own status.
        case exited(Int32)
        /// It was made to end, since another failed or a person asked for it; the status that it ended with.
        case ended(Int32)
        /// It did not begin, or its output was lost.
        case failed(Failure)
        /// Nothing more was to begin.
        case skipped

        /// Its status; nil where there is none.
        var status: Int32? {
            switch self {
            case .exited(let status), .ended(let status): status
            case .failed(let failure): failure.status.rawValue
            case .skipped: nil
            }
        }

        /// Whether it is why others are not to begin.
        var isFailure: Bool {
            switch self {
            case .exited(let status): status != 0
            case .failed: true
            case .ended, .skipped: false
            }
        }
    }

    let run: PlannedRun
    let ending: Ending
    /// Of the command alone.
    let milliseconds: Int64
}
