import NIOCore
import NIOHTTP1

/// Stands between the parser and AsyncHTTPClient, which ends the whole process over an answer whose status is below 100:
/// it waits for another head, and meets the end of that answer instead.
final class ResponseHeadValidator: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    /// Interim answers (1xx) before the real one; RFC 9110, 15.2, allows any number, and servers send one.
    static let mostInterim = 8

    private var interim = 0
    private var isClosed = false

    /// Puts one behind the parser of a new connection.
    static func install(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            try pipeline.addHandler(ResponseHeadValidator(), position: .after(parser))
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosed else { return }
        guard case .head(let head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        switch head.status.code {
        case ..<100: refuse(.noStatus(head.status.code), context)
        // Nothing is done with them, and no patience is won by them.
        case 100, 102..<200:
            interim += 1
            if interim > Self.mostInterim { refuse(.endlessInterim, context) }
        default:
            interim = 0
            context.fireChannelRead(data)
        }
    }

    private func refuse(_ reason: MalformedResponse, _ context: ChannelHandlerContext) {
        isClosed = true
        context.fireErrorCaught(reason)
        context.close(promise: nil)
    }
}

/// Bytes that are HTTP and no answer.
enum MalformedResponse: Error, CustomStringConvertible {
    case noStatus(UInt)
    case endlessInterim

    var description: String {
        switch self {
        case .noStatus(let code): "the response has the invalid status \(code)"
        case .endlessInterim:
            "more than \(ResponseHeadValidator.mostInterim) interim responses (1xx) came, and no final one"
        }
    }
}
