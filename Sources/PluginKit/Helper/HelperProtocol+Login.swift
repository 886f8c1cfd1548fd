package import Engine
import SystemKit

extension HelperProtocol {
    /// May a sign-in be started for an answer, and a person be asked for a code?
    package enum Login: String, Sendable {
        /// A person is there: say that it is needed, and start it.
        case start
        /// Wait for one that is under way, start none.
        case wait
        /// Neither.
        case never

        /// A person is there, and nobody said no.
        package static func atHand(isForbidden: Bool, otherwise: Login, in context: RuntimeContext) -> Login {
            if isForbidden || context.environment.isOn(EnvironmentKey.awsxNoLogin) { return otherwise }
            return context.streams.hasPerson ? .start : otherwise
        }
    }
}
