import SystemKit

/// A region that AWS has published (botocore 1.44.8); others can be typed all the same.
package struct KnownRegion: Sendable, Hashable {
    /// Such as `eu-west-1`.
    package let name: String
    /// Such as `Europe (Ireland)`.
    package let title: String

    private init(_ name: String, _ title: String) {
        self.name = name
        self.title = title
    }

    package static func isKnown(_ name: String) -> Bool { all.contains { $0.name == name } }

    /// What a person is to know of a region that AWS had not published; nil for one that it had.
    package static func doubt(_ name: String) -> String? {
        if isKnown(name) { return nil }
        let near = SimilarNames.question(SimilarNames.of(name, among: all.map(\.name), limit: 1))
        let shown = DisplayedCommandWord.quoted(name)
        return "unknown region \(shown), used as typed" + (near.map { "; \($0)" } ?? "")
    }

    package static let all = [
        KnownRegion("af-south-1", "Africa (Cape Town)"),
        KnownRegion("ap-east-1", "Asia Pacific (Hong Kong)"),
        KnownRegion("ap-east-2", "Asia Pacific (Taipei)"),
        KnownRegion("ap-northeast-1", "Asia Pacific (Tokyo)"),
        KnownRegion("ap-northeast-2", "Asia Pacific (Seoul)"),
        KnownRegion("ap-northeast-3", "Asia Pacific (Osaka)"),
        KnownRegion("ap-south-1", "Asia Pacific (Mumbai)"),
        KnownRegion("ap-south-2", "Asia Pacific (Hyderabad)"),
        KnownRegion("ap-southeast-1", "Asia Pacific (Singapore)"),
        KnownRegion("ap-southeast-2", "Asia Pacific (Sydney)"),
        KnownRegion("ap-southeast-3", "Asia Pacific (Jakarta)"),
        KnownRegion("ap-southeast-4", "Asia Pacific (Melbourne)"),
        KnownRegion("ap-southeast-5", "Asia Pacific (Malaysia)"),
        KnownRegion("ap-southeast-6", "Asia Pacific (New Zealand)"),
        KnownRegion("ap-southeast-7", "Asia Pacific (Thailand)"),
        KnownRegion("ca-central-1", "Canada (Central)"),
        KnownRegion("ca-west-1", "Canada West (Calgary)"),
        KnownRegion("eu-central-1", "Europe (Frankfurt)"),
        KnownRegion("eu-central-2", "Europe (Zurich)"),
        KnownRegion("eu-north-1", "Europe (Stockholm)"),
        KnownRegion("eu-south-1", "Europe (Milan)"),
        KnownRegion("eu-south-2", "Europe (Spain)"),
        KnownRegion("eu-west-1", "Europe (Ireland)"),
        KnownRegion("eu-west-2", "Europe (London)"),
        KnownRegion("eu-west-3", "Europe (Paris)"),
        KnownRegion("il-central-1", "Israel (Tel Aviv)"),
        KnownRegion("me-central-1", "Middle East (UAE)"),
        KnownRegion("me-south-1", "Middle East (Bahrain)"),
        KnownRegion("me-west-1", "Middle East (Saudi Arabia)"),
        KnownRegion("mx-central-1", "Mexico (Central)"),
        KnownRegion("sa-east-1", "South America (Sao Paulo)"),
        KnownRegion("sa-west-1", "South America (Chile)"),
        KnownRegion("us-east-1", "US East (N. Virginia)"),
        KnownRegion("us-east-2", "US East (Ohio)"),
        KnownRegion("us-west-1", "US West (N. California)"),
        KnownRegion("us-west-2", "US West (Oregon)"),
        KnownRegion("cn-north-1", "China (Beijing)"),
        KnownRegion("cn-northwest-1", "China (Ningxia)"),
        KnownRegion("us-gov-east-1", "GovCloud (US-East)"),
        KnownRegion("us-gov-west-1", "GovCloud (US-West)"),
        KnownRegion("us-iso-east-1", "US ISO East"),
        KnownRegion("us-iso-west-1", "US ISO WEST"),
        KnownRegion("us-isob-east-1", "US ISOB East (Ohio)"),
        KnownRegion("us-isob-west-1", "US ISOB West"),
        KnownRegion("eu-isoe-west-1", "EU ISOE West"),
        KnownRegion("us-isof-east-1", "US ISOF EAST"),
        KnownRegion("us-isof-south-1", "US ISOF SOUTH"),
        KnownRegion("eusc-de-east-1", "AWS European Sovereign Cloud (Germany)"),
    ]
}
