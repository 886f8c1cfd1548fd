package import SystemKit

/// Where a container's credentials come from (<doc:CredentialProviders>, Containers): an address that the environment
/// names, checked so that no token goes to a stranger.
package struct ContainerEndpoint: Sendable, Hashable {
    package let address: WebAddress
    /// As it is asked for.
    package let url: String
    package let location: SourceLocation

    /// The address of relative URIs: the agent of ECS.
    private static let agent = PlainHTTP.agents[0]

    /// The relative URI on the agent's address, else the full one.
    ///
    /// - Throws: `.configInvalid` for an address that is none, or a host that plain HTTP may not go to.
    package init(_ settings: ContainerSettings) throws(Failure) {
        if let relative = settings.relativeURI {
            try self.init("http://\(Self.agent)\(relative.value)", at: relative.location)
        } else {
            try self.init(
                settings.fullURI?.value ?? "",
                at: settings.fullURI?.location ?? .variable(EnvironmentKey.containerFullURI))
        }
    }

    private init(_ url: String, at location: SourceLocation) throws(Failure) {
        guard let address = WebAddress(url), address.userInfo == nil else {
            throw Failure(
                .configInvalid, "\"\(url)\" is not a valid address for container credentials", at: location,
                hint: "write http://127.0.0.1:PORT/PATH or https://HOST/PATH")
        }
        guard address.scheme == "https" || PlainHTTP.isAllowed(to: address) else {
            throw Failure(
                .configInvalid,
                "\(address.host) is not trusted with container credentials over plain http: only loopback and \(PlainHTTP.hosts.joined(separator: ", ")) are",
                at: location, hint: "use https, or unset the variable")
        }
        self.address = address
        self.url = url
        self.location = location
    }

    /// The value of the `Authorization` header: the token file's content, else the token's variable.
    ///
    /// Nothing is trimmed: the AWS CLI sends the content as it is, and refuses line ends in it.
    ///
    /// - Throws: `.configInvalid` for a file that can't be read and a value that no header can hold.
    package static func authorization(
        _ settings: ContainerSettings, files: any FileSystem
    ) throws(Failure) -> Secret? {
        if let file = settings.tokenFile {
            let path = file.value
            let bytes: [UInt8]?
            do {
                bytes = try files.read(path, limit: 1 << 20)
            } catch {
                throw Failure(
                    .configInvalid, "the container token file can't be read: \(error)",
                    at: file.location, hint: "ls -l \(DisplayedCommandWord.quoted(path))")
            }
            guard let bytes else {
                throw Failure(
                    .configInvalid, "the container token file \(path) does not exist",
                    at: file.location,
                    hint: "unset \(EnvironmentKey.containerTokenFile)")
            }
            return try headerValue(
                String(decoding: bytes, as: UTF8.self), at: .file(path, line: nil),
                hint: "write the token without a line break: printf %s TOKEN > \(DisplayedCommandWord.quoted(path))")
        }
        guard let token = settings.token else { return nil }
        return try headerValue(
            token.reveal(), at: .variable(EnvironmentKey.containerToken), hint: "export it without a line break")
    }

    private static func headerValue(_ text: String, at location: SourceLocation, hint: String) throws(Failure) -> Secret
    {
        if text.utf8.contains(0x0a) || text.utf8.contains(0x0d) {
            throw Failure(
                .configInvalid, "the container token contains a line break, which a header can't contain", at: location,
                hint: hint)
        }
        guard text.utf8.allSatisfy({ (0x20...0x7e).contains($0) || $0 == 0x09 }) else {
            throw Failure(
                .configInvalid, "the container token contains characters that a header can't contain", at: location,
                hint: hint)
        }
        return Secret(text)
    }
}
