package import Engine
import SystemKit

/// Whether a sign-in may be started for an answer, and a person be asked for a code.
package enum LoginPermission: String, Sendable {
    /// A person is there: say that it is needed, and start it.
    case start
    /// Wait for one that is under way, start none.
    case wait
    /// Neither.
    case never

    /// A person is there, and nobody said no.
    package static func atHand(isForbidden: Bool, otherwise: LoginPermission, in context: RuntimeContext)
        -> LoginPermission
    {
        atHand(isForbidden: isForbidden, otherwise: otherwise, hasPerson: context.hasPerson, in: context)
    }

    /// The same where it is known already whether a person is there.
    static func atHand(
        isForbidden: Bool, otherwise: LoginPermission, hasPerson: Bool, in context: RuntimeContext
    ) -> LoginPermission {
        if isForbidden || context.environment.isOn(EnvironmentKey.awsxNoLogin) { return otherwise }
        return hasPerson ? .start : otherwise
    }
}
