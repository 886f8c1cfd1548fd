import Engine
import SystemKit
import Wire

/// Real listeners for sign-ins.
struct LiveRedirects: RedirectService {
    func listen(port: Int?, state: String) async throws -> any RedirectListening {
        LiveRedirect(listener: try await RedirectListener.start(port: port ?? 0, state: Secret(state)))
    }
}

private struct LiveRedirect: RedirectListening {
    let listener: RedirectListener

    var redirectURI: String { listener.redirectURI }

    func answer(withinMilliseconds deadline: Int64, clock: WallClock) async throws -> RedirectAnswer {
        switch try await listener.wait(deadlineMilliseconds: deadline, clock: clock) {
        case .code(let code): .code(code)
        case .refused(let error, let description): .refused(error: error, description: description)
        case .timedOut: .timedOut
        }
    }

    func close() async { await listener.close() }
}
