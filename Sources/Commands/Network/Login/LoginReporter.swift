import Engine
import SystemKit
import Terminal

/// Tells a person how a sign-in goes.
struct LoginReporter: Sendable {
    private let writer: StderrMessageWriter
    private let clock: WallClock

    init(_ writer: StderrMessageWriter, clock: WallClock) {
        self.writer = writer
        self.clock = clock
    }

    /// Why a sign-in begins by itself.
    func announce(_ failure: Failure) {
        writer.remark("awsx: \(TerminalSafe.text(failure.message)): signing in")
    }

    /// Something beside.
    func note(_ text: String) { writer.remark(text) }

    var report: @Sendable (LoginEvent) -> Void {
        { event in
            switch event {
            case .alreadySignedIn(let session, let until):
                writer.remark("\(title(session)): signed in already, \(span(until)); --force signs in anew")
            case .waiting(let session, let holder):
                writer.remark("\(title(session)): another sign-in is under way (\(holder)); waiting for it")
            case .browser(let session, let url, let opened):
                let first =
                    opened
                    ? "\(title(session)): opening your browser at" : "\(title(session)): open this address in a browser"
                writer.say(
                    """
                    \(first)
                      \(TerminalSafe.text(url))
                    Waiting for you to allow it there (Ctrl-C stops; --use-device-code if that browser is elsewhere).
                    """)
            case .deviceCode(let session, let device): writer.say(instructions(session, device))
            case .openedForDeviceCode(let opened):
                writer.remark(
                    opened ? "Opening your browser there; compare the code." : "Open that address in any browser.")
            case .signedIn(let session, let until): writer.remark("\(title(session)): signed in, \(span(until))")
            }
        }
    }

    private func instructions(_ session: SSOSession, _ device: DeviceAuthorization) -> String {
        """
        \(title(session)): confirm this code
          code       \(TerminalSafe.text(device.userCode))
          at         \(TerminalSafe.text(device.verificationURI))
          directly   \(TerminalSafe.text(device.verificationURIComplete ?? device.verificationURI))
          for        \(TerminalSafe.text(session.startURL)) in \(TerminalSafe.text(session.region))
        Confirm only a code that you see here (Ctrl-C stops).
        """
    }

    private func title(_ session: SSOSession) -> String { TerminalSafe.text(session.title) }

    private func span(_ until: Instant) -> String { LocalTime(clock).span(to: until) }
}
