package import SystemPackage

/// A call to the operating system that failed: what was tried, on which path, and the kernel's reason.
package struct SystemFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, as a verb phrase ("read", "rename").
    package let action: String
    /// The file, folder or program that it was tried on.
    package let path: String
    /// The kernel's reason.
    package let errno: Errno

    package init(_ action: String, _ path: String, _ errno: Errno) {
        self.action = action
        self.path = path
        self.errno = errno
    }

    package var description: String { "can't \(action) \(path): \(errno)" }
}

extension SystemFailure {
    /// What was tried is not done through a link.
    package static func isLink(_ action: String, _ path: String) -> SystemFailure {
        SystemFailure(action, path, .tooManySymbolicLinkLevels)
    }

    /// The file is larger than the reader allows.
    package var isTooLarge: Bool { errno == .fileTooLarge }

    /// Nobody reads what was to be written.
    package var isBrokenPipe: Bool { errno == .brokenPipe }

    /// The file, or a folder on the way to it, is not there.
    package var isAbsence: Bool { errno == .noSuchFileOrDirectory }

    package var isDiskFull: Bool { errno == .noSpace }

    /// Permissions or a read-only mount stand in the way.
    package var isForbidden: Bool {
        errno == .permissionDenied || errno == .notPermitted || errno == .readOnlyFileSystem
    }
}
