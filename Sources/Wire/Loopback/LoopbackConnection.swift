import NIOCore
import NIOHTTP1

/// One connection to a server of this machine: one request, one response, closed.
final class LoopbackConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// How long a connection may last in all, and how much it may send.
    private static let lifetime = TimeAmount.seconds(10)
    private static let byteLimit = 32 << 10

    private let respond: LoopbackServer.Responder
    private var isAnswered = false
    private var expiry: Scheduled<Void>?

    private init(respond: @escaping LoopbackServer.Responder) { self.respond = respond }

    /// Puts the handlers of a new connection in place.
    static func setUp(_ channel: any Channel, respond: @escaping LoopbackServer.Responder) throws {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(ByteLimit(LoopbackConnection.byteLimit))
        try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: true)
        try pipeline.addHandler(LoopbackConnection(respond: respond))
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        expiry = context.eventLoop.scheduleTask(in: LoopbackConnection.lifetime) { channel.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { expiry?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data), !isAnswered else { return }
        isAnswered = true
        let channel = context.channel
        let respond = respond
        let request = LoopbackRequest(head)
        let hasBody = head.method != .HEAD
        respond(request, channel).whenSuccess { Self.send($0, on: channel, hasBody: hasBody) }
    }

    /// What waits for the response being out is told also where the other side has left.
    private static func send(_ response: LoopbackResponse, on channel: any Channel, hasBody: Bool) {
        var headers = HTTPHeaders(response.headers)
        headers.add(name: "Connection", value: "close")
        headers.add(name: "Content-Length", value: "\(response.body.utf8.count)")
        let status = HTTPResponseStatus(statusCode: response.status)
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        channel.write(HTTPServerResponsePart.head(head), promise: nil)
        if hasBody {
            channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: response.body))), promise: nil)
        }
        channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in
            response.whenSent?()
            channel.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// Closes a connection that sends more than a request needs.
private final class ByteLimit: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var left: Int

    init(_ limit: Int) { left = limit }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        left -= unwrapInboundIn(data).readableBytes
        if left >= 0 { context.fireChannelRead(data) } else { context.close(promise: nil) }
    }
}
