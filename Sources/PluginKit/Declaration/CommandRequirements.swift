/// What a command can't do without, as its manual page says.
package struct CommandRequirements: Sendable, Hashable {
    /// Which credentials a command acts with.
    package enum Credentials: String, Sendable, CaseIterable { case none, profile, any }

    package let credentials: Credentials
    /// Whether it talks to others; the core hands a built-in one that does to awsx-connect.
    package let network: Bool
    /// Whether it is a conversation on a terminal, and is not begun without one.
    package let terminal: Bool

    package init(credentials: Credentials = .none, network: Bool = false, terminal: Bool = false) {
        self.credentials = credentials
        self.network = network
        self.terminal = terminal
    }
}
