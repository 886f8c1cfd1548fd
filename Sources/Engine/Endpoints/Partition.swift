/// A part of AWS with host names of its own (<doc:EndpointsAndRegions>, Partitions and Hosts of the sign-in service).
package struct Partition: Sendable, Hashable {
    /// The second field of an ARN, such as `aws-us-gov`.
    package let id: String
    /// What a region's name begins with; a word and a number follow, each after a hyphen.
    private let regionPrefixes: [String]
    /// The pseudo region that stands for the whole partition, such as `aws-cn-global`; the newest has none.
    private var globalRegion: String? { id == "aws-eusc" ? nil : "\(id)-global" }
    /// Ends every ordinary and FIPS host.
    package let dnsSuffix: String
    /// Ends every dual-stack host.
    package let dualStackSuffix: String
    /// Follows the region in the host of the sign-in service.
    package let signInSuffix: String
    /// The web console's host, before which a region may stand (<doc:ConsoleAndClusters>, Hosts of the console).
    package var consoleHost: String { "console\(signInSuffix.dropFirst("signin".count))" }

    /// The partition whose rule matches first; a region that none knows is taken for one of `aws`.
    package static func of(region: String) -> Partition {
        all.first { $0.claims(region) } ?? commercial
    }

    private func claims(_ region: String) -> Bool {
        if region == globalRegion { return true }
        return regionPrefixes.contains { prefix in
            guard region.hasPrefix("\(prefix)-") else { return false }
            let rest = region.dropFirst(prefix.count + 1).split(separator: "-", omittingEmptySubsequences: false)
            return rest.count == 2 && isWord(rest[0]) && isNumber(rest[1])
        }
    }

    private func isWord(_ text: Substring) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    private func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.allSatisfy { ("0"..."9").contains($0) }
    }
}

extension Partition {
    package static let commercial = Partition(
        id: "aws", regionPrefixes: ["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
        dnsSuffix: "amazonaws.com", dualStackSuffix: "api.aws", signInSuffix: "signin.aws.amazon.com")
    package static let china = Partition(
        id: "aws-cn", regionPrefixes: ["cn"],
        dnsSuffix: "amazonaws.com.cn", dualStackSuffix: "api.amazonwebservices.com.cn",
        signInSuffix: "signin.amazonaws.cn")
    package static let europe = Partition(
        id: "aws-eusc", regionPrefixes: ["eusc-de"],
        dnsSuffix: "amazonaws.eu", dualStackSuffix: "api.amazonwebservices.eu",
        signInSuffix: "signin.amazonaws-eusc.eu")
    package static let iso = Partition(
        id: "aws-iso", regionPrefixes: ["us-iso"],
        dnsSuffix: "c2s.ic.gov", dualStackSuffix: "api.aws.ic.gov", signInSuffix: "signin.c2shome.ic.gov")
    package static let isoB = Partition(
        id: "aws-iso-b", regionPrefixes: ["us-isob"],
        dnsSuffix: "sc2s.sgov.gov", dualStackSuffix: "api.aws.scloud", signInSuffix: "signin.sc2shome.sgov.gov")
    package static let isoE = Partition(
        id: "aws-iso-e", regionPrefixes: ["eu-isoe"],
        dnsSuffix: "cloud.adc-e.uk", dualStackSuffix: "api.cloud-aws.adc-e.uk",
        signInSuffix: "signin.csphome.adc-e.uk")
    package static let isoF = Partition(
        id: "aws-iso-f", regionPrefixes: ["us-isof"],
        dnsSuffix: "csp.hci.ic.gov", dualStackSuffix: "api.aws.hci.ic.gov",
        signInSuffix: "signin.csphome.hci.ic.gov")
    package static let government = Partition(
        id: "aws-us-gov", regionPrefixes: ["us-gov"],
        dnsSuffix: "amazonaws.com", dualStackSuffix: "api.aws", signInSuffix: "signin.amazonaws-us-gov.com")

    /// In the order in which AWS tries them.
    package static let all = [commercial, china, europe, iso, isoB, isoE, isoF, government]
}
