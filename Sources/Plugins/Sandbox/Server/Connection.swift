import HTTPTypes
import HummingbirdCore
import NIOCore
import SystemKit

/// Brings requests from one connection to the world, and what it says back; faults are done to the connection here.
struct Connection: Sendable {
    private static let largestBody = 1 << 20

    let world: SharedWorld
    let channel: any Channel

    @concurrent
    func answer(_ request: Request, _ writer: consuming ResponseWriter) async throws {
        guard let body = try? await request.body.collect(upTo: Self.largestBody) else {
            try await send(WireResponse(413), writer)
            return
        }
        switch try await world.handle(wireRequest(request, body: body)) {
        case .send(let response):
            try await send(response, writer)
        case .sendHalf(let response):
            try await sendHalf(response, writer)
        case .reset:
            try await reset()
        case .hang:
            try await world.hang()
            throw ConnectionEnd()
        }
    }

    private func wireRequest(_ request: Request, body: ByteBuffer) -> WireRequest {
        var headers = request.headers.map { (name: $0.name.canonicalName, value: $0.value) }
        if let host = request.head.authority { headers.insert(("host", host), at: 0) }
        return WireRequest(
            request.head.method.rawValue,
            request.head.path ?? "/",
            headers: headers,
            body: Array(body.readableBytesView)
        )
    }

    private func head(_ response: WireResponse) -> HTTPResponse {
        var fields = HTTPFields()
        for (name, value) in response.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        fields[.date] = world.date()
        fields[.contentLength] = String(response.body.count)
        return HTTPResponse(status: .init(code: response.status), headerFields: fields)
    }

    @concurrent
    private func send(_ response: WireResponse, _ writer: consuming ResponseWriter) async throws {
        try await writer.write(
            response: head(response),
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: response.body))
        )
    }

    @concurrent
    private func sendHalf(_ response: WireResponse, _ writer: consuming ResponseWriter) async throws {
        var body = try await writer.writeHead(head(response))
        try await body.write(ByteBuffer(bytes: response.body.prefix(response.body.count / 2)))
        try await channel.close()
        throw ConnectionEnd()
    }

    /// Ends the connection with RST: closed with a linger time of zero.
    private func reset() async throws {
        if let options = channel as? any SocketOptionProvider {
            try await options.unsafeSetSocketOption(
                level: .socket,
                name: .so_linger,
                value: Linger(isOn: 1, seconds: 0)
            ).get()
        }
        try await channel.close()
        throw ConnectionEnd()
    }
}

/// Nothing more is to be done on a connection.
private struct ConnectionEnd: Error {}

/// The C library's `struct linger`: two ints.
private struct Linger: Sendable {
    let isOn: CInt
    let seconds: CInt
}
