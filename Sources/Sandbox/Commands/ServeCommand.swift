import ArgumentParser
import Dispatch
import SystemKit
import SystemPackage

/// `awsx-sandbox serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve until a signal stops it.",
        usage: "awsx sandbox serve [options]",
        discussion: """
            Prints one line of JSON when it is ready: {"admin": URL, "ca": PATH or null, "url": URL}.

            Under the admin URL: GET counts, GET requests (the first 1,000, as they came), POST reset-counts (forgets both), GET state, PUT state (merged into what is there), \
            POST approve and deny {"userCode": CODE}, POST revoke {"what": "registrations", "sessions", \
            "tokens" or "logins"}, GET keys (every temporary key, and what it was issued for), \
            GET events (every signed call, as CloudTrail has it, refused ones with their error), POST login \
            {"loginSession": ARN, "secondsLeft": N} (begins a session of `aws login`: name and text of its file).

            State, here and in --config: accounts [{accountId, accountName, emailAddress, roles}], \
            forbidden [{accountId, roleName}], deniedActions [{accountId, roleName, actions}] (what the policies of an \
            account, or of one role, leave out: ["sts:GetScopedCredentials"]), buckets [{accountId, name, objects \
            {key: text}}], iamUsers [{accountId, userName, accessKeys [{accessKeyId, \
            secretAccessKey}]}], iamRoles [{roleArn, maxSessionDuration, principals, externalId, requiresMfa, \
            allowsTags, allowsSourceIdentity, webIdentities}], mfaDevices [{serialNumber, userArn, codes}], \
            webIdentities [{token, subject, audience, provider, expires}], containers [{path, roleArn, \
            authorizationToken}], clusters [{accountId, name, endpoint, certificateAuthority}], instance {roleArn, allowsV1, instanceId, region}, lifetimes in seconds {accessToken, \
            legacyAccessToken, session, roleCredentials, assumedRole, containerCredentials, instanceCredentials, loginToken, loginSession, registryToken, deviceCode, code, registration}, latencyMs, interval, autoApprove, startUrl, region, user, \
            rotateRefreshTokens, returnRefreshToken, clockOffset, requestsPerSecond, pageSize, faults [{operation, kind: \
            status, reset, hang, truncate, html, empty or garbage; status, code, retryAfter, count, probability}].

            Policies of sessions (of GetScopedCredentials and AssumeRole) are enforced on every signed call: to STS, ECR, \
            EKS, a small S3 (buckets, whole objects), and any other service, whose allowed calls get an empty answer. \
            Clients find them by AWS_ENDPOINT_URL.
            """
    )

    @OptionGroup var options: ServerOptions

    @Flag(help: "Exit when standard input closes, so that the server does not outlive its parent process.")
    var untilStdinCloses = false

    func run() async throws {
        let signals = await EndingSignal.trap([.interrupt, .terminate, .hangUp])
        var folder: TemporaryFolder?
        defer { folder?.remove() }
        let server = try options.server(
            try options.state(),
            folder: { () throws -> String in
                let made = try TemporaryFolder(
                    parent: Environment.current().text("TMPDIR") ?? "/tmp",
                    randomness: .system
                )
                folder = made
                return made.path
            }())
        let untilStdinCloses = untilStdinCloses
        try await server.run { address in
            try StandardStreams.live().output.writeChecked(Ready(address).line)
            await withTaskGroup(of: Void.self) { group in
                group.addTask { for await _ in signals { return } }
                if untilStdinCloses { group.addTask { await Self.endOfInput() } }
                await group.next()
                group.cancelAll()
            }
        }
    }

    /// Returns when standard input has ended, or when nobody waits any more.
    private static func endOfInput() async {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        DispatchQueue.global().async {
            var byte: [UInt8] = [0]
            while let count = try? unsafe byte.withUnsafeMutableBytes({
                try unsafe FileDescriptor.standardInput.read(into: $0)
            }), count > 0 {}
            end.finish()
        }
        for await _ in ends {}
    }
}

/// The line that tells where the server is.
private struct Ready: Encodable {
    let admin: String
    let ca: String?
    let url: String

    init(_ address: SandboxServer.Address) {
        admin = address.url + AdminService.root
        ca = address.certificateAuthority
        url = address.url
    }

    enum CodingKeys: CodingKey { case admin, ca, url }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(admin, forKey: .admin)
        try container.encode(ca, forKey: .ca)
        try container.encode(url, forKey: .url)
    }

    var line: String { String(decoding: JSONText.encode(self), as: UTF8.self) + "\n" }
}
