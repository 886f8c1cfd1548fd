package import SystemKit

/// A host that sign-ins depend on.
package struct HealthTarget: Sendable, Hashable {
    /// Scheme and host, perhaps a port and path.
    package let url: String
    /// The certificates that count for it, where a profile names them.
    package let caBundle: Setting?
    /// What asks for it: a line of the configuration, or a variable.
    package let location: SourceLocation?

    package init(url: String, caBundle: Setting?, location: SourceLocation?) {
        self.url = url
        self.caBundle = caBundle
        self.location = location
    }

    /// The OIDC service and the portal of every configured session, by the settings of its first profile; each address
    /// once. What can't be resolved is a matter of the configuration.
    package static func all(
        in config: SharedConfig, environment: Environment, sessions: SessionSettings = .none
    ) -> [HealthTarget] {
        var targets: [HealthTarget] = []
        for configured in ConfiguredSession.all(in: config) {
            let profile = configured.profiles.first
            let settings = EndpointSettings(
                environment: environment, config: config, profile: profile,
                ofSession: (try? sessions.services(of: configured.session)).flatMap(\.self))
            let region = Setting(value: configured.session.region, location: configured.session.location)
            for service in [AWSService.oidc, .portal] {
                guard let endpoint = try? Endpoint.resolve(service, region: region, settings: settings),
                    !targets.contains(where: { $0.url == endpoint.url })
                else { continue }
                targets.append(
                    HealthTarget(
                        url: endpoint.url, caBundle: profile?["ca_bundle"],
                        location: endpoint.location ?? configured.session.location))
            }
        }
        return targets
    }
}

/// What the hosts answered, or why they weren't asked.
package enum HealthCheckOutcome: Sendable, Hashable {
    case asked([HealthResult])
    /// The settings of the network, or awsx-connect itself, stand in the way.
    case impossible(Failure)
}

/// What came of asking one host.
package struct HealthResult: Sendable, Hashable {
    package enum Outcome: Sendable, Hashable {
        /// HTTP status, whether it looks like a service of AWS, and how many seconds its clock is ahead of ours; nil if it
        /// told no time.
        case answered(status: Int, isService: Bool, secondsAhead: Int64?)
        /// - isUntrusted: the certificate is the reason.
        case failed(Failure, isUntrusted: Bool)
    }

    package let url: String
    /// The variable that names the proxy in between.
    package let proxy: String?
    package let outcome: Outcome

    package init(url: String, proxy: String?, outcome: Outcome) {
        self.url = url
        self.proxy = proxy
        self.outcome = outcome
    }
}
