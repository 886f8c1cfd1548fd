package import Engine

/// An error that a plugin answers with: `{"err":{"kind":…,"message":…,"hint":…,"retry_after_ms":…}}`.
package struct PluginRefusal: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The profile is none of its: the next that could give its credentials is asked.
        case notMine = "not-mine"
        case loginRequired = "login-required"
        case notFound = "not-found"
        case denied
        case throttled
        case offline
        /// It doesn't know what it was asked, or not in this version.
        case unsupported
        case `internal`
    }

    package let kind: Kind
    package let message: String
    package let hint: String?
    package let retryAfter: Int64?

    /// A kind that is not known is `internal`; texts are cut to what a person reads.
    init(_ json: JSON) {
        kind = json["kind"]?.string.flatMap(Kind.init) ?? .internal
        let message = json["message"]?.string.map(Self.shown) ?? ""
        self.message = message.isEmpty ? "it gave no reason (\(kind.rawValue))" : message
        hint = json["hint"]?.string.map(Self.shown)
        retryAfter = json["retry_after_ms"]?.integer.flatMap { (1...86_400_000).contains($0) ? $0 : nil }
    }

    private static func shown(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(500).description
    }

    /// As a failure of a command that needed the answer.
    ///
    /// That a sign-in is needed has no code of its own here: awsx has none that would help.
    package func failure(of plugin: String) -> Failure {
        let wait = retryAfter.map { "try again in \(TimeLeft(seconds: max(1, ($0 + 999) / 1000)).text)" }
        return Failure(code, "plugin \(plugin): \(message)", hint: hint ?? wait, status: status)
    }

    private var code: Failure.Code {
        switch kind {
        case .denied: .denied
        case .throttled: .throttled
        case .offline: .unreachable
        case .notMine, .loginRequired, .notFound, .unsupported, .internal: .pluginFailed
        }
    }

    private var status: ExitStatus {
        switch kind {
        case .notFound: .notFound
        case .offline: .unavailable
        case .throttled: .temporary
        case .denied: .denied
        case .notMine, .unsupported: .configuration
        case .loginRequired: .loginNeeded
        case .internal: .failure
        }
    }
}
