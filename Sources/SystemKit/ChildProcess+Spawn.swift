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

    /// Starts a program with some of its streams laid elsewhere.
    ///
    /// - Parameters:
    ///   - ignored: signals that this process ignores for its own sake, and the program must not.
    ///   - leadsGroup: whether it gets a process group of its own.
    static func spawn(
        _ program: String, _ words: [String], _ environment: Environment,
        redirecting streams: [(FileDescriptor, Int32)], undoing ignored: [Int32], flags: Int32 = 0,
        leadsGroup: Bool = false
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
        // What this process ignores for its own sake must not be ignored by another program.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for signal in ignored { unsafe sigaddset(&signals, signal) }
        // Threads of a pool block most signals, and a child would be born deaf to them.
        var mask = sigset_t()
        unsafe sigemptyset(&mask)
        let group = leadsGroup ? Int32(POSIX_SPAWN_SETPGROUP) : 0
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(flags | group | Int32(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)))
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        unsafe posix_spawnattr_setsigmask(&attributes, &mask)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        for (source, target) in streams {
            unsafe posix_spawn_file_actions_adddup2(&actions, source.rawValue, target)
        }
        var arguments = unsafe CStrings(words.map { Array($0.utf8) })
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
