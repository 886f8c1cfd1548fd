package import Engine
import SystemKit

/// The instance metadata service over HTTP (<doc:CredentialProviders>, Machines). Every way in which it gives nothing
/// is `no-credentials` with the reason: a machine outside EC2 is the usual case.
package struct MetadataClient: MetadataService {
    private let transport: any HTTPTransport
    private let userAgent: String

    package init(transport: any HTTPTransport, version: String) {
        self.transport = transport
        userAgent = "awsx/\(version)"
    }

    package func roleCredentials(_ address: MetadataAddress) async throws -> Credentials {
        let token = try await acceptedToken(address)
        let path = "latest/meta-data/iam/security-credentials/"
        let role = try await get("role", path, address, token, Self.word)
        let url = "\(address.baseURL)\(path)\(PercentEncoding.encode(role))"
        let response = try await get("role", path + PercentEncoding.encode(role), address, token) { response in
            JSON(response.body)?.members == nil ? nil : response
        }
        do throws(Failure) {
            return try EndpointCredentialsResponse.read(
                response, from: "the instance metadata service", at: url, hiding: token.map(Secret.init))
        } catch {
            throw Failure(.noCredentials, error.message, at: error.location)
        }
    }

    package func availabilityZone(_ address: MetadataAddress) async throws -> String {
        let token = try await acceptedToken(address)
        return try await get("zone", "latest/meta-data/placement/availability-zone/", address, token, Self.word)
    }

    /// The first line of an answer, if it is one word.
    private static func word(_ response: HTTPResponse) -> String? {
        let line = String(decoding: response.body, as: UTF8.self).split(whereSeparator: \.isNewline).first
        return line.map(String.init).flatMap { $0.isVisibleASCII ? $0 : nil }
    }

    /// A token of version 2, or nil for version 1 where that is allowed.
    private func acceptedToken(_ address: MetadataAddress) async throws -> String? {
        let token = try await token(address)
        if token == nil, address.refusesV1 {
            throw none(address, "returned no token, and version 1 is disabled")
        }
        return token
    }

    /// A token of version 2; nil where the service knows none, or says nothing in time.
    private func token(_ address: MetadataAddress) async throws -> String? {
        let request = HTTPRequest(
            "PUT", "\(address.baseURL)latest/api/token",
            headers: [HTTPField("x-aws-ec2-metadata-token-ttl-seconds", "21600"), HTTPField("User-Agent", userAgent)])
        for _ in 0..<address.attempts {
            let response: HTTPResponse
            do throws(TransportFailure) {
                response = try await transport.send(request)
            } catch {
                if error.kind == .cancelled { throw CancellationError() }
                // It took the request and fell silent: a hop limit keeps version 2 from containers so.
                if error.kind == .lost { return nil }
                continue
            }
            switch response.status {
            case 200:
                let text = String(decoding: response.body, as: UTF8.self)
                return text.isVisibleASCII ? text : nil
            case 403, 404, 405: return nil
            case 400: throw none(address, "refused to return a token (400)")
            default: continue
            }
        }
        return nil
    }

    /// An answer that can be read, tried as often as is allowed.
    private func get<Result>(
        _ what: String, _ path: String, _ address: MetadataAddress, _ token: String?,
        _ read: (HTTPResponse) -> Result?
    ) async throws -> Result {
        var headers = [HTTPField("User-Agent", userAgent)]
        if let token { headers.append(HTTPField("x-aws-ec2-metadata-token", token)) }
        var reason = "was not asked"
        for _ in 0..<address.attempts {
            do throws(TransportFailure) {
                let response = try await transport.send(
                    HTTPRequest("GET", address.baseURL + path, headers: headers))
                if response.status == 200, let answer = read(response) { return answer }
                reason =
                    switch response.status {
                    case 200: "sent a response that can't be read"
                    case 404: "has no \(what) for this machine (404)"
                    default: "returned \(response.status)"
                    }
            } catch {
                if error.kind == .cancelled { throw CancellationError() }
                reason = "did not answer: \(error.failure.message)"
            }
        }
        throw none(address, reason)
    }

    private func none(_ address: MetadataAddress, _ reason: String) -> Failure {
        let origin = address.location.map { "it is set in \($0)" }
        return Failure(
            .noCredentials, "the instance metadata service \(reason)", at: .url(address.baseURL), hint: origin)
    }
}
