package import Engine
package import SystemKit

/// What has to change in an environment so that programs act as one identity and no other.
package struct EnvironmentChange: Sendable {
    /// Every variable that could name another identity; removed first, every copy.
    package let removals: [String]
    /// Then set, in this order.
    package let settings: [(name: String, value: String)]

    /// - Parameters:
    ///   - credentials: nil where the program gets them otherwise.
    ///   - profile: the profile's name, a label for prompts and scripts.
    ///   - roleName: the SSO role's name, if one is known.
    ///   - scope: what the credentials are narrowed to, a label.
    ///   - outer: what is changed; a region there that an outer `awsx exec` set goes with its identity.
    package init(
        credentials: Credentials?, profile: String?, accountID: String?, roleName: String?, region: String?,
        scope: String? = nil, outer: Environment = Environment()
    ) {
        var settings: [(String, String)] = []
        if let credentials {
            settings.append((EnvironmentKey.accessKeyID, credentials.accessKeyID))
            settings.append((EnvironmentKey.secretAccessKey, credentials.secretAccessKey.reveal()))
            if let token = credentials.sessionToken { settings.append((EnvironmentKey.sessionToken, token.reveal())) }
            if let end = credentials.expiration { settings.append((EnvironmentKey.credentialExpiration, end.iso8601)) }
        }
        if let region {
            settings += [
                (EnvironmentKey.region, region), (EnvironmentKey.defaultRegion, region),
                (EnvironmentKey.awsxRegionSet, region),
            ]
        }
        if let profile { settings.append((EnvironmentKey.awsxProfile, profile)) }
        if let account = accountID ?? credentials?.accountID {
            settings.append((EnvironmentKey.awsxAccountID, account))
        }
        if let roleName { settings.append((EnvironmentKey.awsxRole, roleName)) }
        if let scope { settings.append((EnvironmentKey.awsxScope, scope)) }
        let mark = outer.text(EnvironmentKey.awsxRegionSet)
        let regions = [EnvironmentKey.region, EnvironmentKey.defaultRegion].filter { mark != nil && outer[$0] == mark }
        removals = EnvironmentKey.identity + [EnvironmentKey.awsxRegionSet] + regions
        self.settings = settings
    }

    /// The environment with this change made.
    package func applied(to outer: Environment) -> Environment {
        var inner = outer
        for name in removals { inner.remove(name) }
        for (name, value) in settings { inner.set(name, value) }
        return inner
    }
}
