package import SystemKit

/// How an identity stands at an instant.
package enum CredentialValidity: Sendable, Hashable {
    /// Good until then: the end of the cached role credentials, else of the access token.
    case valid(until: Instant)
    /// That time is past, but nobody has to act: a live token or a refresh token will give new ones.
    case renewable
    /// A program, a container or a machine gives the credentials at each use, and no file tells which.
    case asked
    case loginNeeded
    /// Keys without an end.
    case permanent

    /// How it stands without the instant, as one word for programs.
    package enum Word: String, Sendable, CaseIterable {
        case valid, renewable
        case asked = "asked-when-used"
        case loginNeeded = "login-needed"
        case permanent
    }

    /// One word for programs.
    package var word: String {
        let word: Word =
            switch self {
            case .valid: .valid
            case .renewable: .renewable
            case .asked: .asked
            case .loginNeeded: .loginNeeded
            case .permanent: .permanent
            }
        return word.rawValue
    }

    /// When what is valid now ends; nil for every other state.
    package var end: Instant? {
        if case .valid(let end) = self { end } else { nil }
    }

    /// A few words for people.
    package func title(at now: Instant) -> String {
        switch self {
        case .valid(let end): "valid \(TimeLeft(until: end, from: now).text)"
        case .renewable: "renewable"
        case .asked: "asked when used"
        case .loginNeeded: "login needed"
        case .permanent: "permanent keys"
        }
    }
}
