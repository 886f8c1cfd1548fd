import Engine
import SystemKit
import Terminal

/// A sign-in as it goes on inside a wizard: what `login` says, the address as a QR code where it fits on the screen, and
/// on the clipboard if that was asked for.
struct CodeDisplay: Sendable {
    let reporter: LoginReporter
    let copies: Bool
    let isColoured: Bool
    /// Nil where stderr is no terminal.
    let screen: TerminalSize?

    @Sendable func show(_ event: LoginEvent) {
        reporter.report(event)
        switch event {
        case .browser(_, let url, _): copy(url)
        case .deviceCode(_, let device):
            let url = device.verificationURIComplete ?? device.verificationURI
            copy(url)
            guard let screen, let code = QRCode(Array(url.utf8)), code.fits(screen, besides: 10) else { return }
            StandardStream.error.write(code.lines(isColoured: isColoured).joined(separator: "\n") + "\n")
        default: break
        }
    }

    private func copy(_ url: String) {
        guard copies, screen != nil else { return }
        StandardStream.error.write(Clipboard.copying(url))
        reporter.note("The address is on your clipboard, if your terminal allows that.")
    }
}
