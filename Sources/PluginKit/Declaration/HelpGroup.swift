/// Where a person looks for a command in `awsx help`, in that order; the raw value is the one that manifests hold.
package enum HelpGroup: String, Sendable, CaseIterable {
    case setUp = "Set up"
    case signIn = "Sign in"
    case credentials = "Use credentials"
    case look = "Look around"
    case shell = "Live in the shell"
    case extend = "Extend"

    /// The heading. It is not the raw value, so that manifests stay valid when its words change.
    package var title: String {
        switch self {
        case .look: "Inspect"
        case .shell: "Shell integration"
        case .setUp, .signIn, .credentials, .extend: rawValue
        }
    }
}
