/// What awsx runs a plugin's program for.
package enum PluginCall: Sendable, Hashable {
    /// To become the process; the subcommand is the first word, if the manifest knows it.
    case command(subcommand: String?)
    /// For credentials, or to give them back.
    case provider
    case hook(HookEvent)
    /// For what a word of its command line may be.
    case completion(subcommand: String?)

    /// How long an answer may take, in milliseconds: if the manifest says nothing, and at most. A command answers nobody.
    fileprivate var deadlines: (usual: Int64, most: Int64)? {
        switch self {
        case .command: nil
        // A person may have to find a device first.
        case .provider: (5000, 300_000)
        case .hook: (2000, 30_000)
        case .completion: (500, 2000)
        }
    }
}

extension Manifest {
    /// The longest deadline that a manifest can ask for.
    package static let longestDeadline: Int64 = 300_000

    /// How many milliseconds a plugin has for an answer; nil for a command, which nobody waits for.
    package func deadline(for call: PluginCall) -> Int64? {
        call.deadlines.map { usual, most in min(deadlineMilliseconds ?? usual, most) }
    }
}
