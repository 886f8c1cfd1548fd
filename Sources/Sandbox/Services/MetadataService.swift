import SystemKit

/// The instance metadata service, both versions (<doc:CredentialProviders>, Machines).
struct MetadataService: SimulatedService {
    private static let roles = "/latest/meta-data/iam/security-credentials"

    func label(of request: ServerRequest) -> RequestLabel? {
        let path = bare(request.path)
        switch request.method {
        case "PUT" where path == "/latest/api/token": return RequestLabel(.getMetadataToken)
        case "GET" where path == "/latest" || path.hasPrefix("/latest/"): break
        default: return nil
        }
        if path == Self.roles { return RequestLabel(.getMetadata, variant: "role") }
        if path.hasPrefix("\(Self.roles)/") { return RequestLabel(.getMetadata, variant: "credentials") }
        if path.hasPrefix("/latest/meta-data/placement/") { return RequestLabel(.getMetadata, variant: "placement") }
        if path == "/latest/dynamic/instance-identity/document" {
            return RequestLabel(.getMetadata, variant: "document")
        }
        return RequestLabel(.getMetadata)
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        if label.operation == .getMetadataToken { return token(request, &server, now: now) }
        let instance = server.center.state.instance
        if let token = request["x-aws-ec2-metadata-token"] {
            guard let end = server.metadataTokens[token], now < end else { return refusal(401, "Unauthorized", "") }
        } else if !instance.allowsV1 {
            return refusal(401, "Unauthorized", "")
        }
        let region = instance.region ?? server.center.state.region
        switch bare(request.path) {
        case Self.roles:
            guard let role = IAMResourceARN(instance.roleArn) else { return refusal(404, "Not Found", "") }
            return text(role.name)
        case let path where path.hasPrefix("\(Self.roles)/"):
            guard let role = IAMResourceARN(instance.roleArn), path == "\(Self.roles)/\(role.name)" else {
                return refusal(404, "Not Found", "")
            }
            return credentials(instance, &server, now: now)
        case "/latest/meta-data/placement/region": return text(region)
        case "/latest/meta-data/placement/availability-zone": return text("\(region)a")
        case "/latest/meta-data/instance-id": return text(instance.instanceId)
        case "/latest/dynamic/instance-identity/document":
            let account =
                IAMResourceARN(instance.roleArn)?.account ?? server.center.state.accounts.first?.accountId ?? ""
            return .json([
                "accountId": account, "architecture": "x86_64", "availabilityZone": "\(region)a",
                "instanceId": instance.instanceId, "instanceType": "t3.micro", "region": region,
                "version": "2017-09-30",
            ])
        default: return refusal(404, "Not Found", "")
        }
    }

    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse {
        let page = "<html><body><h1>\(status) - \(Markup.escape(code))</h1>\(Markup.escape(message))</body></html>\n"
        return ServerResponse(status, headers: [("Content-Type", "text/html")], body: Array(page.utf8))
    }

    /// A token for as long as its header says, one second to six hours; never through a proxy.
    private func token(_ request: ServerRequest, _ server: inout ServerState, now: Instant) -> ServerResponse {
        let header = "x-aws-ec2-metadata-token-ttl-seconds"
        guard request["x-forwarded-for"] == nil else { return refusal(403, "Forbidden", "") }
        guard let text = request[header], let seconds = Int64(text), (1...21_600).contains(seconds) else {
            return refusal(400, "Bad Request", "")
        }
        let token = server.center.generator.token("AQAEA", bytes: 40)
        server.metadataTokens[token] = now.advanced(bySeconds: seconds)
        return self.text(token).with(header, text)
    }

    private func credentials(_ instance: Instance, _ server: inout ServerState, now: Instant) -> ServerResponse {
        let lifetime = server.center.state.lifetimes.instanceCredentials
        guard
            let keys = server.keys(
                for: instance.roleArn,
                session: instance.instanceId,
                at: Self.roles,
                .getMetadata,
                lifetime: lifetime,
                now: now
            ), let expires = keys.expires
        else { return refusal(404, "Not Found", "") }
        return .json([
            "Code": "Success", "LastUpdated": expires.advanced(bySeconds: -lifetime).iso8601, "Type": "AWS-HMAC",
            "AccessKeyId": keys.accessKeyID, "SecretAccessKey": keys.secretAccessKey,
            "Token": keys.sessionToken ?? "", "Expiration": expires.iso8601,
        ])
    }

    private func text(_ text: String) -> ServerResponse {
        ServerResponse(200, headers: [("Content-Type", "text/plain")], body: Array(text.utf8))
    }

    private func bare(_ path: String) -> String { path.hasSuffix("/") ? String(path.dropLast()) : path }
}
