/// Where a service is called, and what decided that.
package struct Endpoint: Sendable, Hashable {
    package let service: AWSService
    /// Scheme, host and perhaps a path, without a slash at the end.
    package let url: String
    /// The region that requests are signed for.
    package let region: String
    /// The variable or line that gave the URL; nil if the region's rule did.
    package let location: SourceLocation?

    package init(service: AWSService, url: String, region: String, location: SourceLocation?) {
        self.service = service
        self.url = url
        self.region = region
        self.location = location
    }

    /// The endpoint of a service in a region: a configured one first, else the partition's rule
    /// (<doc:EndpointsAndRegions>).
    ///
    /// A region such as `fips-us-east-1` or `us-east-1-fips` stands for the FIPS endpoints of `us-east-1`, as it does for
    /// the AWS CLI.
    ///
    /// Throws `config-invalid`, with the place, for a region or URL that is none, for plain HTTP to another machine, for a
    /// missing services section, and for a configured URL together with FIPS or dual-stack.
    package static func resolve(
        _ service: AWSService, region: Setting, settings: EndpointSettings
    ) throws(Failure) -> Endpoint {
        let typed = try RegionName(region.value, at: region.location)
        let name = try RegionName(typed.withoutFIPS, at: region.location).text
        let fips = settings.fips?.isTrue ?? false
        let dualStack = settings.dualStack?.isTrue ?? false
        guard let custom = try settings.configuredURL(of: service) else {
            let fips = fips || name != typed.text
            let host = host(of: service, region: name, fips: fips, dualStack: dualStack)
            let signed = isGlobalSTS(service, name, fips: fips, dualStack: dualStack) ? "us-east-1" : name
            return Endpoint(service: service, url: "https://\(host)", region: signed, location: nil)
        }
        for (isOn, setting, word) in [(fips, settings.fips, "FIPS"), (dualStack, settings.dualStack, "dual-stack")]
        where isOn {
            throw Failure(
                .configInvalid,
                "the endpoint \(custom.value) can't be combined with \(word), which \(setting?.location.description ?? "a setting") asks for",
                at: custom.location, hint: "remove one of the two settings")
        }
        return Endpoint(
            service: service, url: try checked(custom, of: service), region: name, location: custom.location)
    }

    /// The address without slashes at its end.
    ///
    /// - Parameter service: that awsx would send tokens and keys to; nil for one that only other programs ask.
    ///
    /// Throws `config-invalid` for what is none, and for plain HTTP that would leave this machine.
    package static func checked(_ custom: Setting, of service: AWSService?) throws(Failure) -> String {
        guard let address = WebAddress(custom.value), address.userInfo == nil, address.query == nil,
            address.fragment == nil
        else {
            // What stands before the @ may be a password.
            let shown = custom.value.contains("@") ? "a URL with a user name" : "\"\(custom.value)\""
            throw Failure(
                .configInvalid, "\(shown) is not an endpoint URL", at: custom.location,
                hint: "write https://HOST[:PORT]")
        }
        if service != nil { try PlainHTTP.require(address, at: custom.location) }
        let path = address.path.reversed().drop { $0 == "/" }.reversed()
        return "\(address.scheme)://\(address.authority)\(String(path))"
    }
}

extension Endpoint {
    /// The host of a service by the partition's rule (<doc:EndpointsAndRegions>, Hosts and Hosts of the sign-in
    /// service); the region has been checked.
    package static func host(of service: AWSService, region: String, fips: Bool, dualStack: Bool) -> String {
        let partition = Partition.of(region: region)
        if service == .signIn {
            return signInHost(region: region, partition: partition, fips: fips, dualStack: dualStack)
        }
        if isGlobalSTS(service, region, fips: fips, dualStack: dualStack) { return "sts.\(partition.dnsSuffix)" }
        // In GovCloud the ordinary hosts are the FIPS hosts.
        let isOrdinaryFIPS = partition == .government && !dualStack && ![.ecr, .ecrPublic].contains(service)
        let mark = fips && !isOrdinaryFIPS ? "-fips" : ""
        let suffix = dualStack ? partition.dualStackSuffix : partition.dnsSuffix
        let prefix =
            switch service {
            case .oidc: "oidc\(mark)"
            case .portal: "portal.sso\(mark)"
            case .sts: "sts\(mark)"
            case .ecr: dualStack ? "ecr\(mark)" : "api.ecr\(mark)"
            // Passwords are given in one region only, so no other has a name of its own.
            case .ecrPublic: dualStack && !fips && partition == .commercial ? "ecr-public" : "api.ecr-public\(mark)"
            case .eks: !mark.isEmpty && !dualStack && partition == .commercial ? "fips.eks" : "eks\(mark)"
            case .signIn: "signin\(mark)"
            }
        return "\(prefix).\(region).\(suffix)"
    }

    /// The one service and pseudo region with a host of its own; all others have those that a region of that name would
    /// have.
    private static func isGlobalSTS(_ service: AWSService, _ region: String, fips: Bool, dualStack: Bool) -> Bool {
        service == .sts && region == "aws-global" && !fips && !dualStack
    }

    private static func signInHost(region: String, partition: Partition, fips: Bool, dualStack: Bool) -> String {
        if dualStack { return "signin\(fips ? "-fips" : "").\(region).\(partition.dualStackSuffix)" }
        guard fips else { return "\(region).\(partition.signInSuffix)" }
        guard partition == .government else { return "signin-fips.\(region).\(partition.dnsSuffix)" }
        let host = "signin-fips.amazonaws-us-gov.com"
        return region == "us-gov-west-1" ? host : "\(region).\(host)"
    }
}
