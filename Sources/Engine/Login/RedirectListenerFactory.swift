package import SystemKit

/// A listener on this machine that a browser is sent back to (<doc:SignInProtocol>, Browser flow); implemented in Wire.
package protocol RedirectListenerFactory: Sendable {
    /// Listens on 127.0.0.1, on a port of the kernel's choice or the given one.
    func listen(port: Int?, state: String) async throws -> any RedirectListening
}

/// One sign-in's listener.
package protocol RedirectListening: Sendable {
    /// With the port, as it is sent to the service.
    var redirectURI: String { get }
    func answer(withinMilliseconds deadline: Int64, clock: WallClock) async throws -> RedirectAnswer
    func close() async
}

/// What the browser brought back.
package enum RedirectAnswer: Sendable, Hashable {
    case code(Secret)
    /// OAuth's `error` and `error_description`, from outside.
    case refused(error: String, description: String?)
    case timedOut
}

extension RedirectListenerFactory {
    /// Listens, has a browser sent there, and waits for the code that it brings back.
    ///
    /// - Parameters:
    ///   - title: what is signed in to.
    ///   - orElse: what to do where no browser came back.
    ///   - show: is given the address that the browser shall come back to.
    /// - Throws: `.loginRefused`, `.loginTimedOut`; `CancellationError`.
    func code(
        for title: String, port: Int?, state: String, clock: WallClock, orElse: Hint, show: (String) -> Void
    ) async throws -> (code: Secret, redirectURI: String) {
        let listener = try await listen(port: port, state: state)
        let answer: RedirectAnswer
        do {
            show(listener.redirectURI)
            answer = try await listener.answer(withinMilliseconds: LoginMutex.deadline, clock: clock)
        } catch {
            await listener.close()
            throw error
        }
        await listener.close()
        switch answer {
        case .code(let code): return (code, listener.redirectURI)
        case .refused(let error, let description):
            let words = description.map { ": \($0)" } ?? ""
            throw Failure(.loginRefused, "the sign-in to \(title) was refused (\(error)\(words))")
        case .timedOut:
            throw Failure(
                .loginTimedOut, "the sign-in was not completed in the browser within 10 minutes", hint: orElse)
        }
    }
}
