import NIOCore
import NIOHTTP1

/// One connection of a browser: one request, one page, closed.
final class RedirectConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// How long a connection may last in all, and how much it may send.
    private static let lifetime = TimeAmount.seconds(10)
    private static let byteLimit = 32 << 10

    private let callback: RedirectListenerState
    private var isAnswered = false
    private var expiry: Scheduled<Void>?

    private init(callback: RedirectListenerState) { self.callback = callback }

    /// Puts the handlers of a new connection in place.
    static func setUp(_ channel: any Channel, callback: RedirectListenerState) throws {
        callback.admit(channel)
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(ByteLimit(RedirectConnection.byteLimit))
        try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: true)
        try pipeline.addHandler(RedirectConnection(callback: callback))
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        expiry = context.eventLoop.scheduleTask(in: RedirectConnection.lifetime) { channel.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { expiry?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data), !isAnswered else { return }
        isAnswered = true
        let request = RedirectRequest(method: head.method.rawValue, target: head.uri, hosts: head.headers["host"])
        let (page, outcome) = callback.judge(request)
        let body = page.html
        var headers = HTTPHeaders(page.headers)
        headers.add(name: "Content-Length", value: "\(body.utf8.count)")
        let status = HTTPResponseStatus(statusCode: page.status)
        context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: headers))), promise: nil)
        if head.method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
        }
        let sent = context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        let callback = callback
        // Delivered when the page is out, since the process may end soon after; a browser that left delivers all the same.
        sent.futureResult.whenComplete { _ in
            if let outcome { callback.deliver(outcome) }
            channel.close(promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: sent)
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
