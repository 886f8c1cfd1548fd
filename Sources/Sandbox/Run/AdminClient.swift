import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL

/// Speaks to a running sandbox's administrator side.
struct AdminClient: Sendable {
    struct Failure: Error { let message: String }

    /// The sandbox's address, such as `http://127.0.0.1:4000`.
    let url: String
    let certificateAuthority: String?

    /// Sends a JSON value to a path under `/_admin`. Throws what the sandbox says against it.
    func send(_ method: HTTPMethod, _ path: String, _ body: JSONValue) async throws {
        var configuration = HTTPClient.Configuration()
        if let certificateAuthority {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(certificateAuthority))
            configuration.tlsConfiguration = tls
        }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            try await send(method, path, body, with: client)
            try await client.shutdown()
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private func send(_ method: HTTPMethod, _ path: String, _ body: JSONValue, with client: HTTPClient) async throws {
        var base = url[...]
        while base.last == "/" { base.removeLast() }
        if base.hasSuffix(AdminService.root) { base.removeLast(AdminService.root.count) }
        var request = HTTPClientRequest(url: "\(base)\(AdminService.root)/\(path)")
        request.method = method
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: JSONText.encode(body)))
        let response = try await client.execute(request, timeout: .seconds(30))
        guard response.status.code < 400 else {
            let reply = Array(try await response.body.collect(upTo: 1 << 16).readableBytesView)
            let problem = JSONText.decode([String: String].self, from: reply)?["error"]
            throw Failure(message: problem ?? "the sandbox answered \(response.status.code)")
        }
    }
}
