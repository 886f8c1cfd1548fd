import Engine
import PluginKit
import SystemKit
import Terminal

/// Tells a person how a sign-in goes.
struct LoginReporter: Sendable {
    private let writer: StderrMessageWriter
    private let context: RuntimeContext

    init(_ writer: StderrMessageWriter, _ context: RuntimeContext) {
        self.writer = writer
        self.context = context
    }

    /// Why a sign-in begins by itself.
    func announce(_ failure: Failure) {
        writer.remark("awsx: \(TerminalSafe.text(failure.message)): signing in")
    }

    /// Something beside.
    func note(_ text: String) { writer.remark(text) }

    /// Tells the plugins that want to know of sign-ins.
    func tellHooks(_ subject: HookSubject) async throws {
        let hooks = HookRun(
            context, plugins: InstalledAnsweringPlugins(context), say: PluginSpeech(context: context).say,
            warn: { note($0) })
        try await hooks.tell(.postLogin, subject)
    }

    var report: @Sendable (LoginEvent) -> Void {
        { event in
            switch event {
            case .alreadySignedIn(let title, let until):
                writer.remark("\(shown(title)): already signed in, \(span(until)); to sign in again, use --force")
            case .waiting(let title, let holder):
                writer.remark("\(shown(title)): another sign-in is in progress (\(holder)); waiting for it")
            case .browser(let title, let url, let opening): tell(title, url, opening)
            case .page(let title, let url):
                writer.say(
                    "\(shown(title)): open this address in a browser on any machine\n  \(TerminalSafe.text(url))\n"
                        + "Sign in there and copy the code that the page shows (Ctrl-C cancels).")
            case .deviceCode(let session, let device): writer.say(instructions(session, device))
            case .openedForDeviceCode(nil): writer.remark("Opening your browser. Check that it shows the same code.")
            case .openedForDeviceCode(let reason?):
                writer.remark(
                    "No browser was opened: \(TerminalSafe.text(reason)). Open the address above in any browser.")
            case .signedIn(let title, let until): writer.remark("\(shown(title)): signed in, \(span(until))")
            case .givenUp(let title):
                // The terminal shows the key where the cursor is.
                writer.say("\n\(shown(title)): the sign-in was cancelled, and no token was written")
            }
        }
    }

    private func tell(_ title: String, _ url: String, _ opening: BrowserOpening) {
        let waiting =
            "Waiting for you to allow access there (Ctrl-C cancels; use --use-device-code if the browser is on another machine)."
        switch opening {
        // Where no browser appears, the address is shown after a while.
        case .starting: writer.remark("\(shown(title)): opening your browser\n\(waiting)")
        case .notWanted:
            writer.say("\(shown(title)): open this address in a browser\n  \(TerminalSafe.text(url))\n\(waiting)")
        case .failed(let reason):
            writer.say(
                "No browser was opened: \(TerminalSafe.text(reason)). Open this address:\n  \(TerminalSafe.text(url))")
        }
    }

    /// The address, for whoever sees no browser.
    func remind(of url: String) {
        writer.say("If no browser was opened, open this address:\n  \(TerminalSafe.text(url))")
    }

    private func instructions(_ session: SSOSession, _ device: DeviceAuthorization) -> String {
        let minutes = max(1, min(device.expiresIn, LoginMutex.deadline / 1000) / 60)
        let reason = LoginFlow.deviceCodeReason(session, context)
        return """
            \(shown(session.title)): confirm this code within \(minutes) minute\(minutes == 1 ? "" : "s")
              code       \(TerminalSafe.text(device.userCode))
              address    \(TerminalSafe.text(device.verificationURI))
              link       \(TerminalSafe.text(device.verificationURIComplete ?? device.verificationURI))
              for        \(TerminalSafe.text(session.startURL)) in \(TerminalSafe.text(session.region))
              reason     \(reason)
            Confirm this code only (Ctrl-C cancels).
            """
    }

    private func shown(_ title: String) -> String { TerminalSafe.text(title) }

    private func span(_ until: Instant) -> String { LocalTime(context.clock).span(to: until) }
}
