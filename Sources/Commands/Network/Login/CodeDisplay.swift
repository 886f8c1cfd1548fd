import Engine
import Synchronization
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
    private let reminder = Reminder()
    /// How long a browser has to come back before its address is shown.
    private static let patience = Duration.seconds(10)

    /// - Parameters:
    ///   - isQuiet: says only what a person needs.
    ///   - copies: puts the address on the terminal's clipboard.
    init(_ context: RuntimeContext, isQuiet: Bool, copies: Bool = false) {
        stream = context.streams.error
        reporter = LoginReporter(StderrMessageWriter(isQuiet: isQuiet, on: stream), context)
        self.copies = copies
        isColoured = context.terminal.isColoured(on: stream)
        screen = stream.screen
    }

    @Sendable func show(_ event: LoginEvent) {
        reminder.cancel()
        reporter.report(event)
        switch event {
        case .browser(_, let url, .starting):
            copy(url)
            reminder.set(after: Self.patience) { [reporter] in reporter.remind(of: url) }
        case .browser(_, let url, .notWanted): copy(url)
        case .page(_, let url): copy(url)
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
        reporter.note("The address was copied to your clipboard, if your terminal supports it.")
    }
}

/// Something that is said unless something else happens first.
private final class Reminder: Sendable {
    private let waiting = Mutex<Task<Void, Never>?>(nil)

    func set(after delay: Duration, _ body: @escaping @Sendable () -> Void) {
        let task = Task {
            try? await Task.sleep(for: delay)
            if !Task.isCancelled { body() }
        }
        waiting.withLock { $0 = task }
    }

    func cancel() {
        waiting.withLock { task in
            task?.cancel()
            task = nil
        }
    }

    deinit { cancel() }
}
