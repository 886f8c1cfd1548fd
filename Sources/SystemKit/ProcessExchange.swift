import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// One line to a program's standard input, and what it writes to its standard output until it ends.
///
/// Its input stays open as long as it may go on: the end of it asks the program to stop. The program leads a process group
/// of its own, and what it leaves running in there ends with it.
package enum ProcessExchange {
    package struct Request: Sendable {
        let program: String
        let words: [String]
        let environment: Environment
        /// Without its end.
        let line: [UInt8]
        /// False for half a line, with the end of the input behind it.
        let isWhole: Bool
        /// Bytes of standard output; more are an error.
        let answerLimit: Int
        /// Milliseconds until it must have ended.
        let deadline: Int64
        /// Whether it may ask a person at the terminal.
        let hasTerminal: Bool
        /// Is given each line of standard error, without its end, while the program runs.
        let tell: @Sendable ([UInt8]) -> Void

        /// - Parameter hasTerminal: false puts it into a session of its own, without a terminal.
        package init(
            _ program: String, words: [String], environment: Environment, line: [UInt8], isWhole: Bool = true,
            answerLimit: Int = 1 << 20,
            deadline: Int64, hasTerminal: Bool = false, tell: @escaping @Sendable ([UInt8]) -> Void
        ) {
            self.program = program
            self.words = words
            self.environment = environment
            self.line = line
            self.isWhole = isWhole
            self.answerLimit = answerLimit
            self.deadline = deadline
            self.hasTerminal = hasTerminal
            self.tell = tell
        }
    }

    package enum Ending: Sendable, Hashable {
        /// It ended by itself, with this status; 128 and the number for a signal.
        case exited(Int32)
        /// It could not be started, or somebody else took its end away.
        case failed(SystemFailure)
        /// It wrote more than was allowed, and was ended.
        case tooMuchOutput
        /// It was not done in time, and was ended.
        case tookTooLong
        /// This process was asked to end by a signal; so was the program.
        case interrupted(Int32)
    }

    package struct Outcome: Sendable, Hashable {
        package let ending: Ending
        /// What it wrote to standard output; empty unless it ended by itself.
        package let output: [UInt8]
        /// Milliseconds from its start to its end.
        package let duration: Int64

        package init(ending: Ending, output: [UInt8] = [], duration: Int64 = 0) {
            self.ending = ending
            self.output = output
            self.duration = duration
        }
    }

    /// Runs programs to their ends, all at once.
    ///
    /// - Parameter interruption: ends them early.
    /// - Returns: an outcome for each, in their order.
    package static func run(_ requests: [Request], interruption: CancellationPipe) -> [Outcome] {
        let running = requests.map { RunningExchange($0) }
        while running.contains(where: { $0.outcome == nil }) {
            var list: [pollfd] = []
            for exchange in running { list += exchange.wanted }
            list.append(pollfd(fd: interruption.descriptor.rawValue, events: Int16(POLLIN), revents: 0))
            let patience = running.map(\.patience).min() ?? 0
            if unsafe poll(&list, nfds_t(list.count), Int32(clamping: patience)) < 0 {
                for index in list.indices { list[index].revents = 0 }
            }
            if list[list.count - 1].revents != 0 {
                let signal = interruption.take()
                for exchange in running { exchange.stop(.interrupted(signal)) }
            }
            var position = 0
            for exchange in running {
                exchange.advance(list[position..<position + RunningExchange.descriptorCount].map { $0.revents != 0 })
                position += RunningExchange.descriptorCount
            }
        }
        return running.map { $0.outcome ?? Outcome(ending: .tookTooLong) }
    }
}
