/// Where botocore 1.43.11, which people still have, answers otherwise than 1.44.8: awsx is as the newer one.
enum OlderBotocore {
    /// A set-up by the words that its name has in it, and why the two differ.
    struct Difference: Sendable {
        let names: [String]
        let reason: String
    }

    static let differences = [
        Difference(
            names: [
                "expired, no region, the same signInRegion", "expired, no region, another signInRegion",
                "expired, no region, a new signInRegion",
            ], reason: "it doesn't know signInRegion, so that a profile without a region has none to renew in"),
        Difference(
            names: ["expired, us-east-1, a signInRegion that is none"],
            reason: "it doesn't know signInRegion, and renews in the profile's region"),
    ]

    /// Why the older one is meant to answer otherwise.
    static func difference(_ setUp: SetUp) -> Difference? {
        differences.first { $0.names.contains { setUp.name.contains($0) } }
    }
}
