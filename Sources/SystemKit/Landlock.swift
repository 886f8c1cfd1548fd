import CPlatform
import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Linux's own fence: a process shuts files off from itself and from all that it starts, for good.
///
/// The kernel knows only what is allowed. So everything is, but for the folders on the way to what is shut: of those,
/// each other entry is allowed by itself, and they can neither be listed nor get new entries.
package enum Landlock {
    /// Why there can be no fence.
    package enum Unavailability: Error, Sendable, Hashable {
        /// Not this system, or a kernel before 5.13.
        case missing
        /// The kernel has it, and it is turned off.
        case disabled
        /// A kernel that could not keep files from being cut off.
        case tooOld(version: Int)
        case failed(SystemFailure)
        /// It stands, and yet this can be opened: it has a second place.
        case leaking(path: String)
    }

    /// What is shut, and what can only be read, by real paths; what isn't there needs no fence.
    package struct Plan: Sendable, Hashable {
        package let hidden: [String]
        package let readOnly: [String]

        package init(hidden: [String], readOnly: [String]) {
            self.hidden = hidden
            self.readOnly = readOnly
        }
    }

    /// The first version with which files can't be cut off either.
    private static let leastVersion = 3

    /// The interface's version.
    package static func version() throws(Unavailability) -> Int {
        #if os(Linux)
            let version = Int(awsx_landlock_version())
            if version < 0 { throw currentErrno == .notSupported ? .disabled : .missing }
            guard version >= leastVersion else { throw .tooOld(version: version) }
            return version
        #else
            throw .missing
        #endif
    }

    #if os(Linux)
        /// Shuts this process in, and all that it becomes and starts.
        package static func enforce(_ plan: Plan) throws(Unavailability) {
            let version = try version()
            let rights = Rights(version: version)
            var attributes = awsx_landlock_ruleset(files: rights.all, network: 0, scoped: rights.scopes)
            let size = version >= 6 ? 24 : version >= 4 ? 16 : 8
            let ruleset = unsafe awsx_landlock_create(&attributes, size)
            guard ruleset >= 0 else { throw .failed(SystemFailure("make", "a Landlock ruleset", currentErrno)) }
            let owned = OwnedDescriptor(FileDescriptor(rawValue: ruleset))
            do throws(SystemFailure) {
                try allow("/", plan, rights, owned.descriptor)
                guard awsx_landlock_restrict(owned.descriptor.rawValue) == 0 else {
                    throw SystemFailure("enforce", "a Landlock ruleset", currentErrno)
                }
            } catch {
                throw .failed(error)
            }
            for path in plan.hidden where isOpenable(path) { throw .leaking(path: path) }
        }

        /// What a version of the interface can forbid.
        private struct Rights {
            let all: UInt64
            let scopes: UInt64
            /// Those that a file can have; the others are a folder's.
            let ofFiles: UInt64
            static let reading: UInt64 = 1 << 2 | 1 << 3

            init(version: Int) {
                // Thirteen from the start, then moving between folders, cutting off, and calls to devices.
                let count = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13
                all = (1 << UInt64(count)) - 1
                ofFiles = all & (1 << 0 | 1 << 1 | 1 << 2 | 1 << 14 | 1 << 15)
                // Sockets without a file, and signals, of processes outside.
                scopes = version >= 6 ? 1 : 0
            }
        }

        /// Allows a folder whole, or entry by entry where something in it is shut.
        private static func allow(
            _ path: String, _ plan: Plan, _ rights: Rights, _ ruleset: FileDescriptor
        ) throws(SystemFailure) {
            if plan.hidden.contains(path) { return }
            if plan.readOnly.contains(path) { return try add(path, Rights.reading, rights, ruleset) }
            let beginning = path == "/" ? "/" : "\(path)/"
            guard (plan.hidden + plan.readOnly).contains(where: { $0.hasPrefix(beginning) }) else {
                return try add(path, rights.all, rights, ruleset)
            }
            for name in try LocalFiles().list(path) ?? [] { try allow("\(beginning)\(name)", plan, rights, ruleset) }
        }

        private static func add(
            _ path: String, _ wanted: UInt64, _ rights: Rights, _ ruleset: FileDescriptor
        ) throws(SystemFailure) {
            // A link is not followed: where it leads has its own place in the plan.
            let raw = unsafe awsx_open_handle(path)
            // What nobody may look at now, or what has gone, needs no leave.
            guard raw >= 0 else { return }
            let file = OwnedDescriptor(FileDescriptor(rawValue: raw))
            guard try LocalFiles().link(path) == nil else { return }
            let kind = try file.status(path).kind
            var rule = awsx_landlock_path(
                allowed: kind == .folder ? wanted : wanted & rights.ofFiles, parent: file.descriptor.rawValue)
            guard unsafe awsx_landlock_allow(ruleset.rawValue, &rule) == 0 else {
                let reason = currentErrno
                // What lies in no file system, such as a socket of a namespace.
                if reason == Errno(rawValue: EBADFD) { return }
                throw SystemFailure("allow", path, reason)
            }
        }

        private static func isOpenable(_ path: String) -> Bool {
            do throws(SystemFailure) {
                _ = try OwnedDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
                return true
            } catch {
                return false
            }
        }
    #else
        /// Shuts this process in, and all that it becomes and starts.
        package static func enforce(_ plan: Plan) throws(Unavailability) { throw .missing }
    #endif
}
