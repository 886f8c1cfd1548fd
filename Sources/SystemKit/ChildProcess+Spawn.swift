import CPlatform
import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension ChildProcess {
    static var sessionFlag: Int32 {
        #if canImport(Darwin)
            POSIX_SPAWN_SETSID
        #else
            0x80  // POSIX_SPAWN_SETSID of glibc and musl, which they hide behind _GNU_SOURCE.
        #endif
    }

    /// Starts a program with some of its streams laid elsewhere. Besides the three it gets nothing that is open here: a
    /// listening socket would stay open with it.
    ///
    /// - Parameters:
    ///   - leadsGroup: whether it gets a process group of its own.
    static func spawn(
        _ program: String, _ words: [[UInt8]], _ environment: Environment,
        redirecting streams: [(FileDescriptor, Int32)], flags: Int32 = 0, leadsGroup: Bool = false
    ) throws(SystemFailure) -> Int32 {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = unsafe posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for signal in InheritedSignals.undoneInPrograms { unsafe sigaddset(&signals, signal) }
        // Threads of a pool block most signals, and a child would be born deaf to them.
        var mask = sigset_t()
        unsafe sigemptyset(&mask)
        #if canImport(Darwin)
            let closing = Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
        #else
            let closing: Int32 = 0
        #endif
        let group = leadsGroup ? Int32(POSIX_SPAWN_SETPGROUP) : 0
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(flags | group | closing | Int32(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)))
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        unsafe posix_spawnattr_setsigmask(&attributes, &mask)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        for (source, target) in streams {
            unsafe posix_spawn_file_actions_adddup2(&actions, source.rawValue, target)
        }
        #if canImport(Darwin)
            // Not run: macOS closes by a flag what no action names.
            for target in Int32(0)...2 where !streams.contains(where: { $0.1 == target }) {
                unsafe posix_spawn_file_actions_addinherit_np(&actions, target)
            }
        #elseif !canImport(Musl)
            unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        #endif
        var arguments = unsafe CStrings(words)
        var variables = unsafe CStrings(environment.blocks)
        defer {
            unsafe arguments.free()
            unsafe variables.free()
        }
        var child: pid_t = 0
        let result = unsafe posix_spawn(
            &child, program, &actions, &attributes, &arguments.pointers, &variables.pointers)
        guard result == 0 else { throw SystemFailure("run", program, Errno(rawValue: result)) }
        return child
    }
}
