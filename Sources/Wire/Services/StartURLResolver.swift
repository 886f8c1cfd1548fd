package import Engine
import SystemKit

/// Finds the access portal behind an organisation's own start URL (<doc:EndpointsAndRegions>, Start URLs).
package struct StartURLResolver: Sendable {
    private let transport: any HTTPTransport
    private let userAgent: String

    package init(transport: any HTTPTransport, version: String) {
        self.transport = transport
        userAgent = "awsx/\(version)"
    }

    /// An AWS-owned URL unchanged and unasked; else the AWS-owned one that a single redirect names.
    ///
    /// One HEAD (GET where HEAD is not allowed) is sent, and what the redirect names is never fetched. Throws
    /// `config-invalid` for any other answer, and what the transport throws for none.
    package func resolve(_ startURL: StartURL) async throws -> StartURL {
        if startURL.isAWSOwned { return startURL }
        var response = try await ask("HEAD", startURL)
        if response.status == 405 || response.status == 501 { response = try await ask("GET", startURL) }
        guard [301, 302, 303, 307, 308].contains(response.status), let location = response.headers["location"]
        else { throw startURL.leadsNowhere(status: response.status) }
        return try startURL.target(ofRedirect: location)
    }

    private func ask(_ method: String, _ startURL: StartURL) async throws -> HTTPResponse {
        let url = String(startURL.text.prefix { $0 != "#" })
        do throws(TransportFailure) {
            return try await transport.send(HTTPRequest(method, url, headers: [HTTPField("User-Agent", userAgent)]))
        } catch {
            if error.kind == .cancelled { throw CancellationError() }
            throw error.failure
        }
    }
}
