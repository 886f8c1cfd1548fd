import CPlatform
import Foundation
import Synchronization
package import SystemKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A real program that a test started: in a session of its own, with an environment and descriptors that are given and
/// nothing else of this process.
package final class RunningProgram: Sendable {
    package let processID: Int32
    private let finish: Mutex<Finish>

    private enum Finish {
        case running([CheckedContinuation<Int32, Never>])
        case ended(Int32)
    }

    /// What the child gets as one of its descriptors.
    package enum Stream: Sendable {
        case nothing
        /// A file that is made or emptied, 0600.
        case file(String)
        /// A file to read from, or a terminal.
        case path(String, Int32)
        /// A descriptor of this process.
        case descriptor(Int32)
    }

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - words: the program's own name first; any bytes but zero.
    ///   - environment: the whole of it, as it is, twins included.
    ///   - streams: what is open in the child, from descriptor 0 on; all others are closed.
    ///   - folder: its working directory; nil for that of this process.
    package init(
        _ program: String, words: [[UInt8]], environment: SystemKit.Environment, streams: [Stream],
        folder: String? = nil
    ) throws {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        #if canImport(Darwin)
            // Not run: macOS closes what no action names by a flag.
            let session = POSIX_SPAWN_SETSID | POSIX_SPAWN_CLOEXEC_DEFAULT
        #else
            let session: Int32 = 0x80
        #endif
        posix_spawnattr_setflags(
            &attributes, Int16(session | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)))
        for (number, stream) in streams.enumerated() {
            let target = Int32(number)
            switch stream {
            case .nothing: posix_spawn_file_actions_addopen(&actions, target, "/dev/null", O_RDWR, 0)
            case .file(let path):
                posix_spawn_file_actions_addopen(&actions, target, path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
            case .path(let path, let flags): posix_spawn_file_actions_addopen(&actions, target, path, flags, 0)
            case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, target)
            }
        }
        #if !canImport(Darwin)
            posix_spawn_file_actions_addclosefrom_np(&actions, Int32(streams.count))
        #endif
        if let folder { posix_spawn_file_actions_addchdir_np(&actions, folder) }
        let arguments = Self.strings(words)
        let variables = Self.strings(environment.blocks)
        defer { for text in arguments + variables { free(text) } }
        var child: pid_t = 0
        let result = posix_spawn(&child, program, &actions, &attributes, arguments, variables)
        guard result == 0 else {
            throw Workspace.Broken("\(program) can't be started: \(String(cString: strerror(result)))")
        }
        processID = child
        finish = Mutex(.running([]))
        Thread.detachNewThread { [self] in
            var status: Int32 = 0
            while waitpid(processID, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7f
            ended(signal == 0 ? status >> 8 & 0xff : 128 + signal)
        }
    }

    /// Sends a signal to it alone.
    package func send(signal: Int32) { kill(processID, signal) }

    /// Sends a signal to it and all that it started.
    package func sendAll(signal: Int32) { kill(-processID, signal) }

    /// Whether it has ended.
    package var hasEnded: Bool {
        finish.withLock {
            if case .ended = $0 { true } else { false }
        }
    }

    /// Its status, 128 and the number of the signal that ended it. Past the time limit it is killed with all that it
    /// started.
    package func wait(within limit: Duration = .seconds(60)) async -> Int32 {
        let watch = Task {
            try await Task.sleep(for: limit)
            sendAll(signal: SIGKILL)
        }
        defer { watch.cancel() }
        return await withCheckedContinuation { continuation in
            let status = finish.withLock { finish -> Int32? in
                switch finish {
                case .ended(let status): return status
                case .running(let waiting):
                    finish = .running(waiting + [continuation])
                    return nil
                }
            }
            if let status { continuation.resume(returning: status) }
        }
    }

    private func ended(_ status: Int32) {
        let waiting = finish.withLock { finish -> [CheckedContinuation<Int32, Never>] in
            defer { finish = .ended(status) }
            if case .running(let waiting) = finish { return waiting }
            return []
        }
        for continuation in waiting { continuation.resume(returning: status) }
    }

    private static func strings(_ texts: [[UInt8]]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { text in
            (text + [0]).withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) { strdup($0.baseAddress!) }
            }
        } + [nil]
    }
}
