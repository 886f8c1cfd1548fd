/// The address of an organisation's access portal, as AWS accepts it (<doc:EndpointsAndRegions>, Start URLs).
package struct StartURL: Sendable, Hashable {
    /// As configured: cache keys and the token file hold exactly this.
    package let text: String
    /// Lower case, without a dot at the end.
    package let host: String
    private let location: SourceLocation?

    /// Throws `config-invalid` for what is not an `https` URL with a host.
    package init(_ text: String, at location: SourceLocation?) throws(Failure) {
        guard let address = WebAddress(text), address.scheme == "https" else {
            throw Failure(
                .configInvalid, "\"\(text)\" is not a start URL: it must be an https address with a host", at: location,
                hint: "copy the address of your access portal, such as https://d-1234567890.awsapps.com/start")
        }
        self.text = text
        self.location = location
        host = address.host.hasSuffix(".") ? String(address.host.dropLast()) : address.host
    }

    /// AWS's own names are used as they are and never fetched: some have no DNS record at all.
    package var isAWSOwned: Bool {
        StartURL.issuerHosts.contains(host)
            || StartURL.portalDomains.contains { host == $0 || host.hasSuffix(".\($0)") }
    }

    /// The region that a portal's host names, or nil.
    package var regionInHost: String? {
        let labels = host.split(separator: ".").map(String.init)
        for (before, after) in StartURL.regionPatterns where labels.count == before.count + after.count + 2 {
            let position = 1 + before.count
            guard Array(labels[1..<position]) == before, Array(labels[(position + 1)...]) == after else { continue }
            return (try? RegionName(labels[position], at: nil))?.text
        }
        return nil
    }

    /// The instance that a portal's host names, such as `ssoins-1234567890abcdef`, which is the same in each of its
    /// Regions; nil where the host names none.
    package var instanceInHost: String? {
        guard regionInHost != nil, let label = host.split(separator: ".").first, label.hasPrefix("ssoins-") else {
            return nil
        }
        return String(label)
    }

    /// The region to sign in to: the one that the host names, else the configured one.
    ///
    /// Throws `no-region` if there is neither.
    package func region(configured: Setting?) throws(Failure) -> Setting {
        if let region = regionInHost { return Setting(value: region, location: location ?? .url(text)) }
        if let configured { return configured }
        throw Failure(
            .noRegion, "the start URL \(text) does not show its region", at: location,
            hint: "add sso_region = REGION next to it, the region of your Identity Center")
    }

    /// What another organisation's address leads to, by the one redirect that it answers with: normalised, `https` and
    /// AWS-owned, or `config-invalid`.
    package func target(ofRedirect redirect: String) throws(Failure) -> StartURL {
        guard let address = WebAddress(redirect), address.scheme == "https" else {
            throw misleading(redirect)
        }
        let path = String(address.path.reversed().drop { $0 == "/" }.reversed())
        let target = try StartURL("https://\(address.authority)\(path)", at: location)
        guard target.isAWSOwned else { throw misleading(redirect) }
        return target
    }

    private func misleading(_ redirect: String) -> Failure {
        Failure(
            .configInvalid, "the start URL \(text) leads to \(redirect), which is not an AWS access portal",
            at: location,
            hint: "set sso_start_url to the portal's own address")
    }

    /// The failure for an address that is neither AWS's nor answers with a redirect.
    package func leadsNowhere(status: Int) -> Failure {
        Failure(
            .configInvalid, "the start URL \(text) is not AWS's and does not lead to an access portal (HTTP \(status))",
            at: location, hint: "set sso_start_url to the portal's own address")
    }

    private static let portalDomains = [
        "app.aws", "portal.amazonaws.com", "portal.amazonaws.com.cn", "app.amazonwebservices.com.cn",
        "portal.amazonaws.eu", "api.amazonwebservices.eu", "awsapps.com", "awsapps.cn",
    ]

    private static let issuerHosts = [
        "identitycenter.amazonaws.com", "identitycenter.amazonaws.com.cn", "identitycenter.amazonaws.eu",
        "identitycenter.us-gov.amazonaws.com",
    ]

    /// Labels between the portal's id and its region, and labels after the region.
    private static let regionPatterns: [(before: [String], after: [String])] = [
        (["portal"], ["app", "aws"]),
        ([], ["portal", "amazonaws", "com"]),
        ([], ["portal", "amazonaws", "com", "cn"]),
        (["portal"], ["app", "amazonwebservices", "com", "cn"]),
        ([], ["portal", "amazonaws", "eu"]),
        (["portal"], ["api", "amazonwebservices", "eu"]),
    ]
}
