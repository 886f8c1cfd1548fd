import CPlatform
import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The terminal in the hands of another process group: its keys go there, and it may ask. Taken back, in the mode that it
/// had, when this value ends.
final class TerminalLoan {
    private let terminal: OwnedDescriptor
    private let before: pid_t
    private let mode: termios?

    /// Nil where there is no terminal, or where it is not in our hands.
    init?(to group: pid_t) {
        guard let terminal = try? OwnedDescriptor.open("/dev/tty", .readWrite, options: [.closeOnExec]) else {
            return nil
        }
        before = tcgetpgrp(terminal.descriptor.rawValue)
        guard before == getpgrp() else { return nil }
        var mode = termios()
        self.mode = unsafe tcgetattr(terminal.descriptor.rawValue, &mode) == 0 ? mode : nil
        self.terminal = terminal
        give(to: group)
        // It may have asked before it was in front, and was stopped.
        kill(-group, SIGCONT)
    }

    deinit {
        give(to: before)
        if var mode { Self.withoutStop { _ = unsafe tcsetattr(terminal.descriptor.rawValue, TCSADRAIN, &mode) } }
    }

    private func give(to group: pid_t) {
        Self.withoutStop { _ = tcsetpgrp(terminal.descriptor.rawValue, group) }
    }

    /// Whoever is not in front is stopped for such a call, unless it blocks the signal.
    private static func withoutStop(_ body: () -> Void) {
        var mask = sigset_t()
        var blocked = sigset_t()
        unsafe sigemptyset(&blocked)
        unsafe sigaddset(&blocked, SIGTTOU)
        unsafe pthread_sigmask(SIG_BLOCK, &blocked, &mask)
        body()
        unsafe pthread_sigmask(SIG_SETMASK, &mask, nil)
    }
}
