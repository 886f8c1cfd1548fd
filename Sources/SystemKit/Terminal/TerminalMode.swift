#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How a terminal treats what is typed and shown.
package struct TerminalMode {
    private var record: termios

    /// The mode that a terminal is in, or nil if the descriptor is none.
    package static func current(of descriptor: Int32) -> TerminalMode? {
        var record = termios()
        guard unsafe tcgetattr(descriptor, &record) == 0 else { return nil }
        return TerminalMode(record: record)
    }

    /// Every key as it is typed, none with a meaning of its own, nothing echoed; output as before.
    package var raw: TerminalMode {
        var mode = self
        mode.record.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        mode.record.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR | ISTRIP)
        mode.setControl(VMIN, 1)
        mode.setControl(VTIME, 0)
        return mode
    }

    private mutating func setControl(_ index: Int32, _ value: cc_t) {
        unsafe withUnsafeMutableBytes(of: &record.c_cc) { unsafe $0[Int(index)] = value }
    }

    /// Puts a terminal into this mode once what was written is shown; false if it is gone.
    @discardableResult
    package func apply(to descriptor: Int32) -> Bool {
        var record = record
        while unsafe tcsetattr(descriptor, TCSADRAIN, &record) != 0 {
            guard errno == EINTR else { return false }
        }
        return true
    }
}
