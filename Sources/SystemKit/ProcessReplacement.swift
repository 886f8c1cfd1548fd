import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Becoming another program: same process, terminal, process group and signals; nothing of awsx remains.
package enum ProcessReplacement {
    /// Replaces this process; returns only by throwing. Words and variables pass byte for byte.
    ///
    /// A file without `#!` that the kernel refuses as no program is given to `/bin/sh`, as shells do.
    package static func become(
        _ program: String, words: [[UInt8]], environment: Environment
    ) throws(SystemFailure) -> Never {
        execute(program, words, environment)
        var reason = currentErrno
        if reason == Errno(rawValue: ENOEXEC) {
            execute("/bin/sh", [Array("sh".utf8), Array(program.utf8)] + words.dropFirst(), environment)
            reason = currentErrno
        }
        throw SystemFailure("run", program, reason)
    }

    private static func execute(_ program: String, _ words: [[UInt8]], _ environment: Environment) {
        var arguments = unsafe CStrings(words)
        var variables = unsafe CStrings(environment.blocks)
        unsafe execve(program, &arguments.pointers, &variables.pointers)
        unsafe arguments.free()
        unsafe variables.free()
    }
}

/// A null-terminated array of C strings, as `execve` and `posix_spawn` take it.
@unsafe struct CStrings {
    var pointers: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [[UInt8]]) {
        unsafe pointers =
            texts.map { text in
                let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.count + 1)
                for (offset, byte) in text.enumerated() { unsafe copy[offset] = CChar(bitPattern: byte) }
                unsafe copy[text.count] = 0
                return unsafe copy
            } + [nil]
    }

    mutating func free() {
        for index in unsafe pointers.indices { unsafe pointers[index]?.deallocate() }
        unsafe pointers = []
    }
}
