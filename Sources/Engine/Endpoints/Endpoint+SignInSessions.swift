extension Endpoint {
    /// Where the sign-in service tells of an identity's sessions (<doc:EndpointsAndRegions>, Hosts of the sign-in service):
    /// where that service was moved to, else a host that FIPS and dual-stack change nothing about.
    ///
    /// - Throws: as `resolve`.
    package static func signInSessions(region: Setting, settings: EndpointSettings) throws(Failure) -> Endpoint {
        let name = try RegionName(region.value, at: region.location).withoutFIPS
        if let custom = try settings.configuredURL(of: .signIn) {
            let url = try checked(custom, of: .signIn)
            return Endpoint(service: .signIn, url: url, region: name, location: custom.location)
        }
        let url = "https://signin.\(name).\(Partition.of(region: name).dualStackSuffix)"
        return Endpoint(service: .signIn, url: url, region: name, location: nil)
    }
}
