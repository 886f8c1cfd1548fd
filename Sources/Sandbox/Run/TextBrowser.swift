import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import SystemKit

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A browser for one purpose: opens a sign-in page, presses Allow or Deny, and follows where that leads.
struct TextBrowser: Sendable {
    struct Failure: Error { let message: String }

    let allow: Bool
    /// A file of certificates to trust, for a sandbox with TLS.
    let certificateAuthority: String?

    private static let furthest = 10

    func open(_ url: String) async throws {
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: try configuration())
        do {
            try await visit(url, with: client)
            try await client.shutdown()
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private func visit(_ start: String, with client: HTTPClient) async throws {
        guard let first = URL(string: start), ["http", "https"].contains(first.scheme), first.host() != nil else {
            throw Failure(message: "not a web address")
        }
        var url = first
        var request = HTTPClientRequest(url: url.absoluteString)
        for _ in 0..<Self.furthest {
            let response: HTTPClientResponse
            do {
                response = try await client.execute(
                    request, timeout: origin(url) == origin(first) ? .seconds(30) : .seconds(3))
            } catch let error as HTTPClientError where error == .deadlineExceeded && origin(url) != origin(first) {
                // The listener of a client that waits for us to end before it looks has the request all the same.
                return
            }
            if (300..<400).contains(response.status.code), let location = response.headers.first(name: "location") {
                guard let next = URL(string: location, relativeTo: url)?.absoluteURL, next.scheme != nil else {
                    throw Failure(message: "the page redirects to an invalid address")
                }
                url = next
                request = HTTPClientRequest(url: url.absoluteString)
                continue
            }
            let page = String(buffer: try await response.body.collect(upTo: 1 << 20))
            guard origin(url) == origin(first), let form = HTMLForm(page) else {
                guard response.status.code < 400 else {
                    throw Failure(message: "the page answered \(response.status.code)")
                }
                return
            }
            guard let next = URL(string: form.action, relativeTo: url)?.absoluteURL, origin(next) == origin(first)
            else {
                throw Failure(message: "the form leads to another site")
            }
            url = next
            request = HTTPClientRequest(url: url.absoluteString)
            request.method = .POST
            request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
            request.headers.add(name: "origin", value: origin(first))
            request.body = .bytes(ByteBuffer(string: form.filled(with: ["decision": allow ? "allow" : "deny"])))
        }
        throw Failure(message: "too many redirects")
    }

    private func origin(_ url: URL) -> String {
        "\(url.scheme ?? "")://\(url.host() ?? "")\(url.port.map { ":\($0)" } ?? "")"
    }

    private func configuration() throws -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(10)
        guard let certificateAuthority else { return configuration }
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(certificateAuthority))
        configuration.tlsConfiguration = tls
        return configuration
    }
}
