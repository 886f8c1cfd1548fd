import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension ChildProcess {
    /// What a program says, on either stream, until it ends.
    ///
    /// Past the deadline, or the limit in bytes, it is killed with all that it started in its session's group.
    ///
    /// - Returns: nil for a program that wasn't done in time, or said too much.
    package static func overhear(
        _ program: String, words: [String], environment: Environment, limit: Int, milliseconds: Int64
    ) throws(SystemFailure) -> [UInt8]? {
        let child = try start(program, words: words, environment: environment, streams: .overheard)
        let processID = child.processID
        let said: [UInt8]?
        do throws(SystemFailure) {
            said = try child.everything(limit: limit, milliseconds: milliseconds)
        } catch {
            kill(-processID, SIGKILL)
            _ = try? child.wait()
            throw error
        }
        // It may run on in silence, or have left others behind; its number is its own until it was waited for.
        kill(-processID, SIGKILL)
        _ = try child.wait()
        return said
    }

    private borrowing func everything(limit: Int, milliseconds: Int64) throws(SystemFailure) -> [UInt8]? {
        guard let descriptor = outputDescriptor else { return nil }
        let end = ContinuousClock.now + .milliseconds(milliseconds)
        var bytes: [UInt8] = []
        while true {
            let left = (end - .now) / .milliseconds(1)
            guard left > 0, bytes.count <= limit else { return nil }
            var waiting = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
            let ready = unsafe poll(&waiting, 1, Int32(min(left.rounded(.up), 60_000)))
            if ready < 0, currentErrno != .interrupted { throw SystemFailure("wait for", "a program", currentErrno) }
            guard ready > 0 else { continue }
            let chunk = try failing("read", "a program's output") {
                try unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                    count = try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
            }
            if chunk.isEmpty { return bytes }
            bytes += chunk
        }
    }
}
