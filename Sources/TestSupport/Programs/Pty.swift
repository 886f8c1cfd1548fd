import CPlatform
import Foundation
import Synchronization
package import SystemKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A program on a real terminal, with a test at the keyboard.
package final class Pty: Sendable {
    package let program: RunningProgram
    private let leader: Int32
    private let shown = Mutex<[UInt8]>([])

    package struct NotShown: Error, CustomStringConvertible {
        package let description: String
    }

    /// Starts a program whose input, output and errors are a new terminal, which is its controlling one.
    ///
    /// - Parameter errorPath: a file for stderr instead of the terminal.
    package init(
        _ path: String, _ words: [String], environment: SystemKit.Environment, folder: String? = nil,
        rows: UInt16 = 40, columns: UInt16 = 200, input: RunningProgram.Stream? = nil,
        error: RunningProgram.Stream? = nil
    ) throws {
        let leader = posix_openpt(O_RDWR | O_NOCTTY)
        guard leader >= 0, grantpt(leader) == 0, unlockpt(leader) == 0 else {
            throw Workspace.Broken("this machine gives no terminal")
        }
        _ = fcntl(leader, F_SETFD, FD_CLOEXEC)
        var name = [CChar](repeating: 0, count: 128)
        guard ptsname_r(leader, &name, name.count) == 0 else { throw Workspace.Broken("the terminal has no name") }
        let terminal = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        // Held open until the child has it, so that reading does not end too early.
        let follower = open(terminal, O_RDWR | O_NOCTTY | O_CLOEXEC)
        _ = awsx_set_window_size(follower, rows, columns)
        let own = RunningProgram.Stream.path(terminal, O_RDWR)
        do {
            program = try RunningProgram(
                path, words: [Array(path.utf8)] + words.map { Array($0.utf8) }, environment: environment,
                streams: [input ?? own, own, error ?? own], folder: folder)
        } catch {
            close(follower)
            close(leader)
            throw error
        }
        close(follower)
        self.leader = leader
        Thread.detachNewThread { [self] in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(leader, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                shown.withLock { $0 += buffer[..<count] }
            }
        }
    }

    deinit { close(leader) }

    /// Everything shown so far; line ends are as the terminal makes them.
    package var text: String { String(decoding: shown.withLock { $0 }, as: UTF8.self) }

    /// Types text; Ctrl-C is `\u{3}`.
    package func send(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(leader, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Whether every key is handed over as it is typed.
    package var isRaw: Bool {
        var mode = termios()
        return tcgetattr(leader, &mode) == 0 && mode.c_lflag & tcflag_t(ICANON) == 0
    }

    package func setWindow(rows: UInt16, columns: UInt16) { _ = awsx_set_window_size(leader, rows, columns) }

    /// Waits until text is shown.
    ///
    /// - Returns: everything shown so far.
    package func expect(_ text: String, within limit: Duration = .seconds(30)) async throws -> String {
        let deadline = ContinuousClock.now + limit
        while !self.text.contains(text) {
            guard ContinuousClock.now < deadline else {
                throw NotShown(description: "\"\(text)\" was not shown, but: \(self.text)")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        return self.text
    }

    /// Waits for the program's end; its status as `RunningProgram.wait` gives it.
    package func wait(within limit: Duration = .seconds(60)) async -> Int32 {
        let status = await program.wait(within: limit)
        // The last words may still be on their way.
        try? await Task.sleep(for: .milliseconds(20))
        return status
    }

    package func end() { program.sendAll(signal: SIGKILL) }
}
