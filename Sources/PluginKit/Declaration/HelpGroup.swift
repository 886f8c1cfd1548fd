/// Where a person looks for a command in `awsx help`, in that order; the raw value is the title.
package enum HelpGroup: String, Sendable, CaseIterable {
    case setUp = "Set up"
    case signIn = "Sign in"
    case credentials = "Use credentials"
    case look = "Look around"
    case shell = "Live in the shell"
    case extend = "Extend"
}
