package import SystemKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A real folder of its own, removed with everything in it when the last mention of it ends; kept where
/// `AWSX_TEST_KEEP` is set, so that what a failing test left behind can be looked at.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init(_ name: String = "awsx-test") throws(SystemFailure) {
        let base = Environment.current().text("TMPDIR") ?? "/tmp"
        var template = Array("\(base)/\(name).XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemFailure("create a folder in", base, currentErrno) }
        let made = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        path = realPath(made) ?? made
    }

    deinit {
        if Environment.current().text("AWSX_TEST_KEEP") != nil { return }
        Self.removeTree(path)
    }

    /// Removes a folder and what is in it; links are removed, not followed.
    private static func removeTree(_ path: String) {
        var record = stat()
        guard lstat(path, &record) == 0 else { return }
        guard record.st_mode & S_IFMT == S_IFDIR else {
            unlink(path)
            return
        }
        chmod(path, 0o700)
        for name in (try? LocalFiles().list(path)) ?? [] { removeTree("\(path)/\(name)") }
        rmdir(path)
    }
}

extension TemporaryFolder {
    /// The path of something in the folder.
    package func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Puts a file there as any other tool would: in place, with exactly this mode.
    @discardableResult
    package func put(_ text: String, at name: String, mode: UInt16 = 0o600) throws -> String {
        try put(Array(text.utf8), at: name, mode: mode)
    }

    /// The same with bytes.
    @discardableResult
    package func put(_ bytes: [UInt8], at name: String, mode: UInt16 = 0o600) throws -> String {
        let target = path(name)
        if let slash = target.lastIndex(of: "/") {
            try LocalFiles().createFolder(String(target[..<slash]), mode: 0o755)
        }
        let descriptor = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(mode))
        guard descriptor >= 0 else { throw SystemFailure("create", target, currentErrno) }
        do {
            defer { close(descriptor) }
            fchmod(descriptor, mode_t(mode))
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
                guard count > 0 else { throw SystemFailure("write", target, currentErrno) }
                rest = rest.dropFirst(count)
            }
        }
        if mode & 0o111 != 0 { FreshProgram.settle(target) }
        return target
    }

    /// The text of a file in the folder, or nil.
    package func text(_ name: String) throws -> String? {
        try LocalFiles().read(path(name), limit: 64 << 20).map { String(decoding: $0, as: UTF8.self) }
    }

    package func status(_ name: String) throws -> FileStatus? { try LocalFiles().status(path(name)) }

    /// Permission bits of something in the folder.
    package func mode(_ name: String) throws -> UInt16? { try status(name)?.mode }

    /// Names in a folder of the folder, hidden ones too.
    package func names(_ name: String = "") throws -> [String] {
        try LocalFiles().list(name.isEmpty ? path : path(name)) ?? []
    }

    package func setMode(_ mode: UInt16, of name: String) { chmod(path(name), mode_t(mode)) }

    /// Sets when something was written.
    package func setAge(_ instant: Instant, of name: String) {
        let time = timeval(tv_sec: Int(instant.seconds), tv_usec: 0)
        let times = [time, time]
        utimes(path(name), times)
    }

    package func link(_ name: String, to target: String) { symlink(target, path(name)) }

    /// A second name of something in the folder.
    package func hardLink(_ name: String, to other: String) { linkat(AT_FDCWD, path(other), AT_FDCWD, path(name), 0) }

    package func makeQueue(_ name: String) { mkfifo(path(name), 0o600) }

    /// Gives something to another user; only root may.
    package func setOwner(_ user: UInt32, of name: String) -> Bool { chown(path(name), user, gid_t.max) == 0 }
}
