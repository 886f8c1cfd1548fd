import AsyncHTTPClient
import Engine
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// The network: HTTP/1.1 over one thread, a pool of connections for each proxy in use.
package final class LiveTransport: HTTPTransport {
    private let settings: NetworkSettings
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let clients = Mutex<[ProxySettings.Proxy?: HTTPClient]>([:])

    private init(_ settings: NetworkSettings) { self.settings = settings }

    /// Lends a transport to the body. Its connections are closed after it, which nobody waits for: the other side's
    /// goodbye is a round trip more, and the answer is there.
    package static func with<Result>(
        _ settings: NetworkSettings, _ body: (LiveTransport) async throws -> Result
    ) async throws -> Result {
        let transport = LiveTransport(settings)
        defer { Task.detached { await transport.shutDown() } }
        return try await body(transport)
    }

    package func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        let sketch = TransportErrorMapper(url: request.urlWithoutQuery, trustPlace: settings.trustRoots?.location)
        guard let address = WebAddress(request.url) else { throw sketch.invalidURL }
        let proxy = settings.proxies.proxy(for: address)
        do {
            return try await exchange(request, through: client(for: proxy))
        } catch {
            throw sketch.failure(for: error, proxy: proxy)
        }
    }

    private func exchange(_ request: HTTPRequest, through client: HTTPClient) async throws -> HTTPResponse {
        var outgoing = HTTPClientRequest(url: request.url)
        outgoing.method = HTTPMethod(rawValue: request.method)
        for field in request.headers { outgoing.headers.add(name: field.name, value: field.value) }
        if !request.body.isEmpty { outgoing.body = .bytes(ByteBuffer(bytes: request.body)) }
        let deadline = NIODeadline.now() + .milliseconds(settings.exchangeTimeoutMilliseconds)
        let incoming = try await client.execute(outgoing, deadline: deadline)
        var body: [UInt8] = []
        for try await chunk in incoming.body {
            guard body.count + chunk.readableBytes <= HTTPResponse.bodyLimit else { throw BodyTooLarge() }
            guard NIODeadline.now() < deadline else { throw HTTPClientError.deadlineExceeded }
            body += chunk.readableBytesView
        }
        let fields = incoming.headers.map { HTTPField($0.name, $0.value) }
        return HTTPResponse(status: Int(incoming.status.code), headers: fields, body: body)
    }

    private func client(for proxy: ProxySettings.Proxy?) -> HTTPClient {
        clients.withLock { clients in
            if let client = clients[proxy] { return client }
            let client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration(proxy))
            clients[proxy] = client
            return client
        }
    }

    private func configuration(_ proxy: ProxySettings.Proxy?) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        if let trustRoots = settings.trustRoots { tls.trustRoots = .certificates(trustRoots.certificates) }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: .milliseconds(settings.connectTimeoutMilliseconds),
                read: .milliseconds(settings.readTimeoutMilliseconds)),
            proxy: proxy.map { proxy in
                .server(
                    host: proxy.host, port: proxy.port,
                    authorization: proxy.userName.map { userName in
                        .basic(username: userName, password: proxy.password?.reveal() ?? "")
                    })
            },
            decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.http1_1ConnectionDebugInitializer = ResponseHeadValidator.install
        // A refused connection is told at once; repeating is the retry policy's business.
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    private func shutDown() async {
        let clients = clients.withLock { clients in
            defer { clients = [:] }
            return Array(clients.values)
        }
        for client in clients { try? await client.shutdown() }
        try? await group.shutdownGracefully()
    }
}

/// An answer beyond `HTTPResponse.bodyLimit`.
struct BodyTooLarge: Error {}
