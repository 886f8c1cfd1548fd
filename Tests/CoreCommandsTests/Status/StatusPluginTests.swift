import Engine
import SystemKit
import Testing

@testable import CoreCommands

/// The exit status of a state: the guide's 0, 75 and 79.
struct StatusPluginTests {
    private static let now = Instant(seconds: 1000)

    /// A state, what `--min-ttl` says, and the status.
    @Test(
        arguments: [
            (.valid(until: Instant(seconds: 1001)), nil, .done), (.valid(until: Instant(seconds: 1060)), 60, .done),
            (.valid(until: Instant(seconds: 1059)), 60, .temporary), (.valid(until: Instant(seconds: 1001)), 0, .done),
            (.renewable, nil, .done), (.renewable, 1, .temporary), (.renewable, 0, .temporary), (.asked, nil, .done),
            (.asked, 1, .temporary), (.loginNeeded, nil, .loginNeeded), (.loginNeeded, 60, .loginNeeded),
            (.permanent, nil, .done), (.permanent, 1_000_000, .done),
        ] as [(CredentialValidity, Int64?, Engine.ExitStatus)])
    func `What a state ends with`(state: CredentialValidity, minimum: Int64?, status: Engine.ExitStatus) {
        #expect(StatusPlugin.judge(state, minimum: minimum, Self.now) == status)
    }
}
