/// Where credentials are narrowed: by a region's own STS always, since the global one doesn't know how
/// (<doc:ScopedCredentials>, Hosts).
struct ScopingRegion: Sendable {
    let chain: ProviderChain
    let session: ScopedSession

    /// No account can switch it off.
    static let always = Setting(value: "us-east-1", location: .argument("awsx's default"))

    static func hasOther(than region: Setting) -> Bool {
        region.value != always.value && Partition.of(region: region.value) == .commercial
    }

    /// The identity's own region, else that of its session, else the first of the partition that its role is in. Any serves:
    /// the credentials work everywhere.
    func region() async throws -> Setting {
        if let region = chain.configuredRegion { return Self.regional(region) }
        if session.doubt != nil, let region = try await chain.region() { return Self.regional(region) }
        if let sso = session.parent.session {
            return Self.regional(Setting(value: sso.region, location: sso.location))
        }
        guard let first = session.partition?.firstRegion else { return Self.always }
        return Setting(value: first, location: .argument("awsx's default"))
    }

    /// A pseudo region stands for its partition's first.
    private static func regional(_ region: Setting) -> Setting {
        guard region.value.hasSuffix("-global"), let first = Partition.of(region: region.value).firstRegion else {
            return region
        }
        return Setting(value: first, location: region.location)
    }
}

extension Partition {
    /// Where a service of the whole partition is.
    var firstRegion: String? {
        switch id {
        case "aws": "us-east-1"
        case "aws-cn": "cn-north-1"
        case "aws-eusc": "eusc-de-east-1"
        case "aws-iso": "us-iso-east-1"
        case "aws-iso-b": "us-isob-east-1"
        case "aws-iso-e": "eu-isoe-west-1"
        case "aws-iso-f": "us-isof-south-1"
        case "aws-us-gov": "us-gov-west-1"
        default: nil
        }
    }

    /// Whether GetScopedCredentials is known to be there (<doc:ScopedCredentials>, Hosts).
    var narrowsCredentials: Bool { ["aws", "aws-us-gov", "aws-eusc"].contains(id) }
}
