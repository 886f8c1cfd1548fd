package import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The reason that the C library left behind for the call just made.
package var currentErrno: Errno { Errno(rawValue: errno) }

/// The user that files are created for.
package var effectiveUserID: UInt32 { geteuid() }

/// This process, as the kernel numbers it.
package var processID: Int32 { getpid() }
