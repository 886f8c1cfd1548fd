#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What came of a program whose output was collected while it ran, within limits of size and time.
package struct CapturedProcess: Sendable, Hashable {
    package enum Ending: Sendable, Hashable {
        /// It ended by itself, with this status; 128 and the number for a signal.
        case exited(Int32)
        /// It wrote more than was allowed, and was ended.
        case tooMuchOutput
        /// It was not done in time, and was ended.
        case tookTooLong
        /// This process was asked to end by a signal; so was the program.
        case interrupted(Int32)
    }

    /// How much is waited for and kept.
    package struct Limits: Sendable, Hashable {
        /// Bytes of standard output; more are an error.
        package let output: Int
        /// Milliseconds until it must be done.
        package let milliseconds: Int64
        /// Milliseconds from TERM to KILL.
        package let grace: Int64

        package init(output: Int, milliseconds: Int64, grace: Int64 = 2000) {
            self.output = output
            self.milliseconds = milliseconds
            self.grace = grace
        }
    }

    package let ending: Ending
    /// Empty unless it ended by itself.
    package let output: [UInt8]
    /// The end of what it wrote to standard error; empty where it shared a terminal with us, which has shown it.
    package let errors: [UInt8]

    package init(ending: Ending, output: [UInt8] = [], errors: [UInt8] = []) {
        self.ending = ending
        self.output = output
        self.errors = errors
    }

    /// Runs a program to its end.
    ///
    /// With a terminal, the program shares it and our process group, so that it may ask there and a key reaches both.
    /// Without one it leads a group of its own, which is ended with it. Its standard input is the terminal or nothing,
    /// never what was piped to us.
    ///
    /// - Parameters:
    ///   - sharesTerminal: false for a program that has nothing to ask: it leads a session of its own, without a terminal.
    ///   - interruption: ends the program early.
    package static func run(
        _ program: String, words: [String], environment: Environment, limits: Limits, sharesTerminal: Bool = true,
        interruption: CancellationPipe
    ) throws(SystemFailure) -> CapturedProcess {
        var running = try RunningCapturedProcess.start(
            program, words: words, environment: environment, sharesTerminal: sharesTerminal)
        return try running.collect(limits, interruption)
    }
}
