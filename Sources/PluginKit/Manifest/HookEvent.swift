/// A moment at which awsx asks hooks.
package enum HookEvent: String, Sendable, Hashable, CaseIterable {
    /// Before a command is run with credentials.
    case preExec = "pre-exec"
    /// After a sign-in that went well.
    case postLogin = "post-login"
    /// Before a shell takes on another identity.
    case preUse = "pre-use"
    /// After AWS or a rule denied credentials.
    case onDenied = "on-denied"
}
