#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The signals that a key sends to everything on a terminal at once.
package struct TerminalSignals {
    private let before: [(number: Int32, disposition: (@convention(c) (Int32) -> Void)?)]

    /// Leaves Ctrl-C and Ctrl-\ to a child that gets them as well, until `restore`: the child ends in order, and we end as
    /// it did. Children that are started meanwhile don't ignore them, unless we did before.
    package static func leaveToChild() -> TerminalSignals {
        _ = InheritedSignals.ignored
        return TerminalSignals(before: [SIGINT, SIGQUIT].map { ($0, signal($0, SIG_IGN)) })
    }

    package func restore() {
        for (number, disposition) in before { _ = signal(number, disposition) }
    }
}
