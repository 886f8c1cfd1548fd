/// Where and how the instance metadata service of EC2 is asked (<doc:ProfileSettings>, Machine metadata;
/// <doc:CredentialProviders>, Machines): its settings, read and checked.
package struct MetadataAddress: Sendable, Hashable {
    /// With a slash at the end.
    package let baseURL: String
    /// What named it; nil for the usual address.
    package let location: SourceLocation?
    /// Milliseconds for a connection, and again for an answer.
    package let timeout: Int64
    package let attempts: Int
    package let refusesV1: Bool

    package init(
        baseURL: String = Self.usual, location: SourceLocation? = nil, timeout: Int64 = 1000, attempts: Int = 1,
        refusesV1: Bool = false
    ) {
        self.baseURL = baseURL
        self.location = location
        self.timeout = timeout
        self.attempts = attempts
        self.refusesV1 = refusesV1
    }

    package static let usual = "http://169.254.169.254/"
    private static let usualIPv6 = "http://[fd00:ec2::254]/"

    /// - Throws: `.configInvalid` for an address, a mode or a number that is none.
    package static func of(_ settings: InstanceMetadataSettings) throws(Failure) -> MetadataAddress {
        let isIPv6 = try isIPv6(mode: settings.endpointMode, older: settings.usesIPv6)
        let timeout = try number(settings.timeout, of: "seconds", in: 1...3600)
        let attempts = try number(settings.attempts, of: "attempts", in: 1...100)
        let refusesV1 = settings.isV1Disabled?.isTrue ?? false
        let endpoint = settings.endpoint
        guard let endpoint, !endpoint.value.isEmpty else {
            return MetadataAddress(
                baseURL: isIPv6 ? usualIPv6 : usual, timeout: (timeout ?? 1) * 1000, attempts: Int(attempts ?? 1),
                refusesV1: refusesV1)
        }
        guard let address = WebAddress(endpoint.value), address.userInfo == nil, address.query == nil else {
            throw Failure(
                .configInvalid, "\"\(endpoint.value)\" is not a valid address for a metadata service",
                at: endpoint.location,
                hint: "write http://HOST[:PORT]/, or remove the setting")
        }
        let url = "\(address.scheme)://\(address.authority)\(address.path)"
        return MetadataAddress(
            baseURL: url.hasSuffix("/") ? url : "\(url)/", location: endpoint.location, timeout: (timeout ?? 1) * 1000,
            attempts: Int(attempts ?? 1), refusesV1: refusesV1)
    }

    /// The mode beats the older switch.
    private static func isIPv6(mode: Setting?, older: Setting?) throws(Failure) -> Bool {
        guard let mode else { return older?.isTrue ?? false }
        switch mode.value.lowercased() {
        case "ipv6": return true
        case "ipv4": return false
        default:
            throw Failure(
                .configInvalid, "\"\(mode.value)\" is not a mode of the metadata service", at: mode.location,
                hint: "write ipv4 or ipv6")
        }
    }

    private static func number(
        _ setting: Setting?, of what: String, in range: ClosedRange<Int64>
    ) throws(Failure) -> Int64? {
        guard let setting else { return nil }
        guard let number = Int64(setting.value), range.contains(number) else {
            throw Failure(
                .configInvalid,
                "\"\(setting.value)\" is not a number of \(what) from \(range.lowerBound) to \(range.upperBound)",
                at: setting.location, hint: "remove the setting to use 1")
        }
        return number
    }
}
