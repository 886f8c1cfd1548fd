import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A program that goes on beside this process and is nobody's child here: this one starts a program of its own, which starts
/// the lasting one and ends. A lock goes along, as the standard input of both.
package enum DetachedProgram {
    /// Starts the one that ends, and waits for that.
    ///
    /// - Parameter lock: held on by the lasting program, also after this process has become another.
    /// - Returns: the exit status of the one that ends.
    package static func start(
        _ program: String, words: [String], environment: Environment, keeping lock: borrowing FileLock
    ) throws(SystemFailure) -> Int32 {
        let kept = SIGCHLDGuard()
        defer { extendLifetime(kept) }
        let null = try OwnedDescriptor.open("/dev/null", .readWrite, options: [.closeOnExec])
        let child = try ChildProcess.spawn(
            program, words.map { Array($0.utf8) }, environment,
            redirecting: [(lock.descriptor, 0), (null.descriptor, 1)])
        return try ChildProcess.reap(child, program)
    }

    /// In the one that ends: starts the lasting one in a session of its own, and returns when it says that it is ready.
    ///
    /// - Throws: `ECHILD` where it ended before.
    package static func leave(
        _ program: String, words: [String], environment: Environment
    ) throws(SystemFailure) {
        let null = try OwnedDescriptor.open("/dev/null", .readWrite, options: [.closeOnExec])
        let ready = try Pipe.open()
        _ = try ChildProcess.spawn(
            program, words.map { Array($0.utf8) }, environment,
            redirecting: [(FileDescriptor.standardInput, 0), (ready.writeEnd.descriptor, 1), (null.descriptor, 2)],
            flags: ChildProcess.sessionFlag)
        guard try ready.firstByte() != nil else { throw SystemFailure("start", program, .noChildProcess) }
    }

    /// In the lasting one: says that it is ready, and lets go of whoever started it and of the folder that it began in.
    package static func ready() throws(SystemFailure) {
        try failing("write", "the standard output") { _ = try FileDescriptor.standardOutput.writeAll([1]) }
        let null = try OwnedDescriptor.open("/dev/null", .readWrite, options: [.closeOnExec])
        _ = try failing("open", "/dev/null") {
            try null.descriptor.duplicate(as: .standardOutput)
        }
        _ = unsafe chdir("/")
    }
}
