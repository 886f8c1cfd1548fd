import CPlatform
import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Another process that is waited for, whoever is given its number later.
package struct WatchedProcess: ~Copyable {
    private let handle: OwnedDescriptor

    /// - Throws: `ESRCH` where there is no such process any more, `ENOSYS` for a Linux before 5.3.
    package static func open(_ processID: Int32) throws(SystemFailure) -> WatchedProcess {
        #if canImport(Darwin)
            // Not run: a queue that tells the process's end.
            let queue = kqueue()
            guard queue >= 0 else { throw SystemFailure("watch", "process \(processID)", currentErrno) }
            let handle = OwnedDescriptor(FileDescriptor(rawValue: queue))
            var wanted = kevent(
                ident: UInt(processID), filter: Int16(EVFILT_PROC), flags: UInt16(EV_ADD), fflags: UInt32(NOTE_EXIT),
                data: 0, udata: nil)
            guard unsafe kevent(queue, &wanted, 1, nil, 0, nil) == 0 else {
                throw SystemFailure("watch", "process \(processID)", currentErrno)
            }
            return WatchedProcess(handle: handle)
        #else
            let handle = awsx_open_process(processID)
            guard handle >= 0 else { throw SystemFailure("watch", "process \(processID)", currentErrno) }
            return WatchedProcess(handle: OwnedDescriptor(FileDescriptor(rawValue: handle)))
        #endif
    }

    /// Returns when the process has ended.
    package func waitForEnd() {
        #if canImport(Darwin)
            var end = kevent()
            while unsafe kevent(handle.descriptor.rawValue, nil, 0, &end, 1, nil) < 0, currentErrno == .interrupted {}
        #else
            var request = pollfd(fd: handle.descriptor.rawValue, events: Int16(POLLIN), revents: 0)
            while unsafe poll(&request, 1, -1) < 0, currentErrno == .interrupted {}
        #endif
    }
}

/// This process's number.
package var ownProcessID: Int32 { getpid() }
