import Engine
import SystemKit

/// A container registry of AWS, by its host's name (<doc:ConsoleAndClusters>, Container registries).
///
/// The password goes to whom this says it is, so the whole name is compared: what only looks like one of AWS's is none.
struct RegistryHost: Sendable, Hashable {
    enum Owner: Sendable, Hashable {
        case account(String, region: String, isFIPS: Bool)
        /// ECR Public.
        case everybody
    }

    /// Lower case, without scheme, port and path.
    let name: String
    let owner: Owner

    /// Reads `HOST`, `HOST:PORT` or `https://HOST/PATH`, with or without an end of line; nil for another registry.
    init?(_ text: String) {
        let text = text.trimmingLineEnd
        let rest = text.hasPrefix("https://") ? text.dropFirst(8) : text[...]
        guard let address = WebAddress("https://\(rest)"), address.userInfo == nil else { return nil }
        let host = address.host
        if ["public.ecr.aws", "ecr-public.aws.com"].contains(host) {
            name = host
            owner = .everybody
            return
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let owner = Self.dotted(labels) ?? Self.dualStack(labels) else { return nil }
        name = host
        self.owner = owner
    }

    /// The registry of an account in a region.
    ///
    /// - Throws: `.configInvalid` for a region that is none.
    init(account: String, region: Setting) throws(Failure) {
        let region = try RegionName(region.value, at: region.location).withoutFIPS
        name = "\(account).dkr.ecr.\(region).\(Partition.of(region: region).dnsSuffix)"
        owner = .account(account, region: region, isFIPS: false)
    }

    /// `ACCOUNT.dkr.ecr[-fips].REGION.SUFFIX`
    private static func dotted(_ labels: [String]) -> Owner? {
        guard labels.count > 5, AccountID.isValid(labels[0]), labels[1] == "dkr",
            ["ecr", "ecr-fips"].contains(labels[2]),
            let region = try? RegionName(labels[3], at: nil).text,
            labels[4...].joined(separator: ".") == Partition.of(region: region).dnsSuffix
        else { return nil }
        return .account(labels[0], region: region, isFIPS: labels[2] == "ecr-fips")
    }

    /// `ACCOUNT.dkr-ecr[-fips].REGION.on.aws`
    private static func dualStack(_ labels: [String]) -> Owner? {
        guard labels.count > 4, AccountID.isValid(labels[0]), ["dkr-ecr", "dkr-ecr-fips"].contains(labels[1]),
            let region = try? RegionName(labels[2], at: nil).text
        else { return nil }
        let suffix = Partition.of(region: region) == .china ? "on.amazonwebservices.com.cn" : "on.aws"
        guard labels[3...].joined(separator: ".") == suffix else { return nil }
        return .account(labels[0], region: region, isFIPS: labels[1] == "dkr-ecr-fips")
    }
}

extension String {
    /// Without the end of line that some senders add.
    fileprivate var trimmingLineEnd: String {
        var text = self[...]
        while let last = text.last, last.isNewline || last == " " { text.removeLast() }
        return String(text)
    }
}
