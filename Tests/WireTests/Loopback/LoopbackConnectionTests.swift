import NIOCore
import NIOEmbedded
import Testing

@testable import Wire

/// How long a connection to a server of this machine lasts, on a clock that the test turns.
struct LoopbackConnectionTests {
    private func connection() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        try LoopbackConnection.setUp(channel) { _, channel in
            channel.eventLoop.makeSucceededFuture(LoopbackResponse(status: 404, headers: [], body: ""))
        }
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    @Test func `An idle connection is closed after ten seconds`() throws {
        let channel = try connection()
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(9999))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!channel.isActive)
    }

    @Test func `A request that comes byte by byte wins no time`() throws {
        let channel = try connection()
        for byte in "GET /oauth/".utf8.prefix(9) {
            try channel.writeInbound(ByteBuffer(bytes: [byte]))
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            #expect(channel.isActive)
        }
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }
}
