package import SystemKit

/// The settings that decide where requests go, looked up one by one so that each keeps its place
/// (<doc:EndpointsAndRegions>, Endpoint settings).
package struct EndpointSettings: Sendable {
    /// What a `[services NAME]` section says of one service.
    package enum ServicesLookup: Sendable, Hashable {
        case noSuchSection
        /// The section is there; the `endpoint_url` nested under the service's key, if it has one.
        case section(endpointURL: Setting?)
    }

    package let environment: Environment
    /// The services section of the session that is asked for, before all that knows no Region; nil for none.
    package let ofSession: Setting?
    /// A key of the profile in use.
    package let profile: @Sendable (_ key: String) -> Setting?
    /// A services section by name, asked for one service's key, such as `sso_oidc`.
    package let services: @Sendable (_ section: String, _ serviceKey: String) -> ServicesLookup

    package init(
        environment: Environment, ofSession: Setting? = nil,
        profile: @escaping @Sendable (_ key: String) -> Setting? = { _ in nil },
        services: @escaping @Sendable (_ section: String, _ serviceKey: String) -> ServicesLookup = { _, _ in
            .noSuchSection
        }
    ) {
        self.environment = environment
        self.ofSession = ofSession
        self.profile = profile
        self.services = services
    }

    /// The setting of `use_fips_endpoint` that counts, if there is one.
    package var fips: Setting? { setting(EnvironmentKey.useFIPSEndpoint, "use_fips_endpoint") }

    /// The setting of `use_dualstack_endpoint` that counts, if there is one.
    package var dualStack: Setting? { setting(EnvironmentKey.useDualStackEndpoint, "use_dualstack_endpoint") }

    /// The setting that switches every configured endpoint off, if there is one.
    package var ignoresConfigured: Setting? {
        setting(EnvironmentKey.ignoreConfiguredEndpointURLs, "ignore_configured_endpoint_urls")
    }

    /// The configured URL of a service: the session's own services section, its variable, the global variable, the
    /// profile's services section, the profile.
    ///
    /// Throws `config-invalid` if it comes to a services section that is not there.
    package func configuredURL(of service: AWSService) throws(Failure) -> Setting? {
        try configuredURL(ofServiceID: service.id)
    }

    /// The same for any service, by its id in any case, such as `DynamoDB` or `sso-oidc`.
    package func configuredURL(ofServiceID id: String) throws(Failure) -> Setting? {
        if let ignores = ignoresConfigured, ignores.isTrue { return nil }
        let name = String(id.map { $0 == " " || $0 == "-" ? "_" : $0 })
        if let ofSession, let url = try url(in: ofSession, name) { return url }
        let variables = ["\(EnvironmentKey.endpointURL)_\(name.uppercased())", EnvironmentKey.endpointURL]
        for name in variables {
            if let value = environment.text(name) { return Setting(value: value, location: .variable(name)) }
        }
        if let section = profile("services"), let url = try url(in: section, name) { return url }
        guard let url = profile("endpoint_url"), !url.value.isEmpty else { return nil }
        return url
    }

    /// What a services section says of a service; nil for nothing.
    private func url(in section: Setting, _ name: String) throws(Failure) -> Setting? {
        switch services(section.value, name.lowercased()) {
        case .section(endpointURL: let setting?) where !setting.value.isEmpty: return setting
        case .section: return nil
        case .noSuchSection: throw Self.noSuchSection(section)
        }
    }

    static func noSuchSection(_ section: Setting) -> Failure {
        Failure(
            .configInvalid, "there is no section [services \(section.value)]", at: section.location,
            hint: "add [services \(section.value)] to the config file or remove the line")
    }

    /// A variable that is set, even to nothing, beats the profile's key.
    private func setting(_ variable: String, _ key: String) -> Setting? {
        if let value = environment[variable] { return Setting(value: value, location: .variable(variable)) }
        return profile(key)
    }
}

extension Setting {
    /// Only the word `true`, in any case, is true (<doc:EndpointsAndRegions>, Endpoint settings).
    package var isTrue: Bool { value.lowercased() == "true" }
}
