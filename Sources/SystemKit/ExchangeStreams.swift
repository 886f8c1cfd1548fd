import CPlatform
import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The three streams of a program that was sent one line.
final class ExchangeStreams {
    private let request: ProcessExchange.Request
    private var input: OwnedDescriptor?
    private let inputDescriptor: FileDescriptor
    private let outputEnd: OwnedDescriptor
    private let errorEnd: OwnedDescriptor
    /// What of the line is still to be sent.
    private var unsent: ArraySlice<UInt8>
    private var isOutputOpen = true
    private var isErrorOpen = true
    private(set) var output: [UInt8] = []
    private var errorLine: [UInt8] = []
    private var toldBytes = 0
    private(set) var hasTooMuch = false

    /// Bytes of standard error that are told; of a flood nobody reads the rest.
    private static let mostTold = 64 << 10
    /// Bytes of one line of it.
    private static let longestLine = 4096

    init(
        _ request: ProcessExchange.Request, input: consuming OwnedDescriptor, output: consuming OwnedDescriptor,
        errors: consuming OwnedDescriptor
    ) {
        self.request = request
        // A program that doesn't read must not make us wait.
        _ = awsx_make_private_and_unblocked(input.descriptor.rawValue)
        inputDescriptor = input.descriptor
        self.input = .some(input)
        outputEnd = output
        errorEnd = errors
        unsent = (request.line + (request.isWhole ? [UInt8(ascii: "\n")] : []))[...]
        endHalfLine()
    }

    private func endHalfLine() {
        if unsent.isEmpty, !request.isWhole { endInput() }
    }

    /// Whether the program, or what it started, may still write.
    var isOpen: Bool { isOutputOpen || isErrorOpen }

    static let nothing = Array(
        repeating: pollfd(fd: -1, events: 0, revents: 0), count: RunningExchange.descriptorCount)

    var wanted: [pollfd] {
        // A negative descriptor is passed over.
        [
            pollfd(fd: isOutputOpen ? outputEnd.descriptor.rawValue : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: isErrorOpen ? errorEnd.descriptor.rawValue : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: unsent.isEmpty ? -1 : inputDescriptor.rawValue, events: Int16(POLLOUT), revents: 0),
        ]
    }

    func endInput() {
        input = nil
        unsent = []
    }

    func move(_ ready: [Bool]) {
        if ready[0] { receiveOutput() }
        if ready[1] { receiveErrors() }
        if ready[2] { send() }
    }

    /// Takes what is there already, of a program that has ended; what it left behind could write for ever.
    func drain() {
        for _ in 0..<64 {
            var list = Array(wanted.prefix(2))
            guard isOpen, unsafe poll(&list, 2, 0) > 0, !hasTooMuch else { return }
            move([list[0].revents != 0, list[1].revents != 0, false])
        }
    }

    /// Tells a last line that has no end.
    func tellRest() {
        if !errorLine.isEmpty { tellLine() }
    }

    private func receiveOutput() {
        guard let chunk = outputEnd.descriptor.nextChunk() else {
            isOutputOpen = false
            return
        }
        guard !hasTooMuch else { return }
        output += chunk
        if output.count > request.answerLimit {
            hasTooMuch = true
            output = []
        }
    }

    private func receiveErrors() {
        guard let chunk = errorEnd.descriptor.nextChunk() else {
            isErrorOpen = false
            return
        }
        var rest = chunk[...]
        while toldBytes <= Self.mostTold, let end = Self.lineEnd(in: rest) {
            errorLine += rest[..<end].prefix(Self.longestLine - errorLine.count)
            tellLine()
            rest = rest[(end + 1)...]
        }
        if toldBytes <= Self.mostTold { errorLine += rest.prefix(Self.longestLine - errorLine.count) }
    }

    /// Of a flood, each byte is looked at once and by nobody slow.
    private static func lineEnd(in bytes: ArraySlice<UInt8>) -> Int? {
        unsafe bytes.withUnsafeBytes { buffer -> Int? in
            guard let start = buffer.baseAddress, let found = unsafe memchr(start, 0x0a, buffer.count) else {
                return nil
            }
            return unsafe bytes.startIndex + (UnsafeRawPointer(found) - start)
        }
    }

    private func tellLine() {
        toldBytes += errorLine.count + 1
        request.tell(toldBytes > Self.mostTold ? Array("… and more, which is left out".utf8) : errorLine)
        errorLine = []
    }

    private func send() {
        let shield = SIGPIPEGuard()
        defer { extendLifetime(shield) }
        do {
            let count = try unsafe unsent.withUnsafeBytes { try unsafe inputDescriptor.write($0) }
            unsent = unsent.dropFirst(count)
            endHalfLine()
        } catch let reason as Errno where reason == .wouldBlock || reason == .interrupted {
            return
        } catch {
            // It doesn't read; what it answers, or how it ends, tells more.
            endInput()
        }
    }
}
