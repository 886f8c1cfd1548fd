import NIOCore
import NIOHTTP1
import NIOSSL
import SystemKit

/// Brings requests from one connection to the server, and what it says back; faults are done to the connection here.
struct Connection: Sendable {
    typealias Channel = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>
    private typealias Writer = NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>

    /// Of what S3's clients send in one piece, with room to spare.
    private static let largestBody = 9 << 20

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
                case .asksFirst: try await writer.write(.head(.init(version: .http1_1, status: .continue)))
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
            try await send(response, writer, closing: closing, hasBody: request.method != "HEAD")
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

    private func send(
        _ response: ServerResponse, _ writer: Writer, closing: Bool, hasBody: Bool = true
    ) async throws {
        var head = head(response)
        if closing { head.headers.add(name: "Connection", value: "close") }
        try await writer.write(
            contentsOf: hasBody
                ? [.head(head), .body(.byteBuffer(ByteBuffer(bytes: response.body))), .end(nil)]
                : [.head(head), .end(nil)])
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
        /// The client sends its body only when it is told to, or after a while (RFC 9110, 10.1.1).
        case asksFirst
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
            if received.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) { return .asksFirst }
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
            head.method.rawValue, Self.target(head.uri), headers: head.headers.map { ($0.name.lowercased(), $0.value) },
            body: body)
    }
}

extension ServerRequest {
    /// Path and query of what was asked for, also by a client that takes the sandbox for its proxy (RFC 9112, 3.2.2).
    fileprivate static func target(_ uri: String) -> String {
        guard uri.hasPrefix("http://") else { return uri }
        let target = uri.dropFirst("http://".count).drop { $0 != "/" && $0 != "?" }
        return target.hasPrefix("/") ? String(target) : "/\(target)"
    }
}

/// The C library's `struct linger`: two ints.
private struct Linger: Sendable {
    let isOn: CInt
    let seconds: CInt
}
