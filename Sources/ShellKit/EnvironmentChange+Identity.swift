package import Engine
package import SystemKit

extension EnvironmentChange {
    /// The change that makes programs act as a resolved identity.
    package init(_ identity: ResolvedIdentity, _ credentials: Credentials?, outer: Environment) {
        self.init(
            credentials: credentials, profile: identity.profile?.name, accountID: identity.source.accountID,
            roleName: identity.source.roleName, region: identity.region?.value, scope: identity.scope,
            outer: outer)
    }

    /// How many times awsx runs commands within another, as `AWSX_DEPTH` has it.
    package static func depth(in environment: Environment) -> Int {
        environment.text(EnvironmentKey.awsxDepth).flatMap(Int.init) ?? 0
    }
}
