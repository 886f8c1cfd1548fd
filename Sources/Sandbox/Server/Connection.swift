import NIOCore
import NIOHTTP1
import NIOSSL
import SystemKit

/// Brings requests from one connection to the server, and what it says back; faults are done to the connection here.
struct Connection: Sendable {
    typealias Channel = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>
    private typealias Writer = NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>

    private static let largestBody = 1 << 20

    let server: SharedServerState
    let channel: Channel

    /// Puts the handlers of a new connection in place.
    static func setUp(_ channel: any NIOCore.Channel, tls: NIOSSLContext?) throws -> Channel {
        let pipeline = channel.pipeline.syncOperations
        if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
        try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
        return try Channel(wrappingChannelSynchronously: channel)
    }

    /// Answers one request after the other, until either side is done.
    @concurrent
    func serve() async throws {
        try await channel.executeThenClose { parts, writer in
            var request = RequestParts(largestBody: Self.largestBody)
            for try await part in parts {
                switch request.take(part) {
                case .more: break
                case .tooLarge:
                    try await send(ServerResponse(413), writer, closing: true)
                    return
                case .whole(let head, let body):
                    let isOver =
                        !(try await answer(ServerRequest(head, body: body), writer, closing: !head.isKeepAlive))
                    if isOver || !head.isKeepAlive { return }
                }
            }
        }
    }

    /// False if the connection is over.
    private func answer(_ request: ServerRequest, _ writer: Writer, closing: Bool) async throws -> Bool {
        switch try await server.handle(request) {
        case .send(let response):
            try await send(response, writer, closing: closing)
            return true
        case .sendHalf(let response):
            try await writer.write(.head(head(response)))
            try await writer.write(.body(.byteBuffer(ByteBuffer(bytes: response.body.prefix(response.body.count / 2)))))
            return false
        case .reset:
            try await reset()
            return false
        case .hang:
            try await server.hang()
            return false
        }
    }

    private func head(_ response: ServerResponse) -> HTTPResponseHead {
        var headers = HTTPHeaders(response.headers)
        headers.replaceOrAdd(name: "Date", value: server.date())
        headers.replaceOrAdd(name: "Content-Length", value: "\(response.body.count)")
        return HTTPResponseHead(version: .http1_1, status: .init(statusCode: response.status), headers: headers)
    }

    private func send(_ response: ServerResponse, _ writer: Writer, closing: Bool) async throws {
        var head = head(response)
        if closing { head.headers.add(name: "Connection", value: "close") }
        try await writer.write(
            contentsOf: [.head(head), .body(.byteBuffer(ByteBuffer(bytes: response.body))), .end(nil)])
    }

    /// Ends the connection with RST: closed with a linger time of zero.
    private func reset() async throws {
        if let options = channel.channel as? any SocketOptionProvider {
            try await options.unsafeSetSocketOption(
                level: .socket,
                name: .so_linger,
                value: Linger(isOn: 1, seconds: 0)
            ).get()
        }
        try await channel.channel.close()
    }
}

/// Puts a request together from its parts.
private struct RequestParts {
    enum Taken {
        case more
        case whole(HTTPRequestHead, body: [UInt8])
        case tooLarge
    }

    let largestBody: Int
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(largestBody: Int) { self.largestBody = largestBody }

    mutating func take(_ part: HTTPServerRequestPart) -> Taken {
        switch part {
        case .head(let received):
            head = received
            body = []
        case .body(let chunk):
            body += chunk.readableBytesView
            if body.count > largestBody { return .tooLarge }
        case .end:
            if let head { return .whole(head, body: body) }
        }
        return .more
    }
}

extension ServerRequest {
    fileprivate init(_ head: HTTPRequestHead, body: [UInt8]) {
        self.init(
            head.method.rawValue, head.uri, headers: head.headers.map { ($0.name.lowercased(), $0.value) }, body: body)
    }
}

/// The C library's `struct linger`: two ints.
private struct Linger: Sendable {
    let isOn: CInt
    let seconds: CInt
}
