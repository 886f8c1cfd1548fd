extension Endpoint {
    /// Where keys are exchanged for a sign-in to the web console (<doc:ConsoleAndClusters>, Hosts of the console): where
    /// the sign-in service was moved to, else the partition's own host.
    ///
    /// - Throws: as `resolve`.
    package static func federation(region: Setting, settings: EndpointSettings) throws(Failure) -> Endpoint {
        let name = try RegionName(region.value, at: region.location).withoutFIPS
        if let custom = try settings.configuredURL(of: .signIn) {
            let url = try checked(custom, of: .signIn)
            return Endpoint(service: .signIn, url: url, region: name, location: custom.location)
        }
        let partition = Partition.of(region: name)
        let host = partition == .europe ? "\(name).\(partition.signInSuffix)" : partition.signInSuffix
        return Endpoint(service: .signIn, url: "https://\(host)", region: name, location: nil)
    }
}
