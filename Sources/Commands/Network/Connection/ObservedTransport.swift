import Engine
package import PluginKit
import SystemKit
import Terminal
import Wire

/// What a person hears of requests: each one with `--verbose`, and that one is being waited for after a second.
package struct RequestObserver: Sendable {
    private let output: Output

    package init(_ output: Output) { self.output = output }

    /// A line that gives way to what comes next; where that can be, and nobody else says what is waited for.
    ///
    /// - Returns: whether it is shown.
    func waiting(for request: HTTPRequest) -> Bool {
        guard output.canRedraw, !ProgressLine.shared.isTaken else { return false }
        output.streams.error.write("awsx: waiting for \(TerminalSafe.text(request.urlWithoutQuery)) …")
        return true
    }

    func stoppedWaiting() { output.streams.error.write("\r\u{1b}[K") }

    func answered(_ request: HTTPRequest, _ answer: String) {
        if output.isVerbose {
            ProgressLine.shared.clear()
            output.remark("\(request) → \(answer)")
        }
    }
}

/// A transport that tells what it does; never a header, a query or a body.
struct ObservedTransport: HTTPTransport {
    let base: any HTTPTransport
    let observer: RequestObserver
    let clock: WallClock

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        let patience = Task { [observer, clock] in
            try await clock.sleep(1000)
            guard observer.waiting(for: request) else { return }
            do { try await clock.sleep(.max / 1_000_000) } catch { observer.stoppedWaiting() }
        }
        let result: Result<HTTPResponse, TransportFailure>
        do {
            result = .success(try await base.send(request))
        } catch {
            result = .failure(error)
        }
        patience.cancel()
        _ = await patience.result
        switch result {
        case .success(let response): observer.answered(request, "\(response)")
        case .failure(let failure): observer.answered(request, failure.failure.message)
        }
        return try result.get()
    }
}
