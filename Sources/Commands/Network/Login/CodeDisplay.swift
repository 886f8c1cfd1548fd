import Engine
import SystemKit
import Terminal

/// A sign-in as a person sees it: its words, the address of a device sign-in as a QR code where that fits on the screen,
/// and the address on the clipboard if that was asked for.
struct CodeDisplay: Sendable {
    let reporter: LoginReporter
    private let copies: Bool
    private let isColoured: Bool
    private let stream: StandardStream
    /// Nil where that is no terminal.
    private let screen: TerminalSize?

    /// - Parameters:
    ///   - isQuiet: says only what a person needs.
    ///   - copies: puts the address on the terminal's clipboard.
    init(_ context: RuntimeContext, isQuiet: Bool, copies: Bool = false) {
        stream = context.streams.error
        reporter = LoginReporter(StderrMessageWriter(isQuiet: isQuiet, on: stream), clock: context.clock)
        self.copies = copies
        isColoured = context.terminal.isColoured(on: stream)
        screen = stream.screen
    }

    @Sendable func show(_ event: LoginEvent) {
        reporter.report(event)
        switch event {
        case .browser(_, let url, _): copy(url)
        case .deviceCode(_, let device):
            let url = device.verificationURIComplete ?? device.verificationURI
            copy(url)
            guard let screen, let code = QRCode(Array(url.utf8)), code.fits(screen, besides: 10) else { return }
            ProgressLine.shared.say(code.lines(isColoured: isColoured).joined(separator: "\n"), on: stream)
        default: break
        }
    }

    private func copy(_ url: String) {
        guard copies, screen != nil else { return }
        ProgressLine.shared.clear()
        stream.write(Clipboard.copying(url))
        reporter.note("The address is on your clipboard, if your terminal allows that.")
    }
}
