#if canImport(Darwin)
    import Darwin
#endif

/// Where the running program's own file really is, whatever it was called by.
package enum ExecutablePath {
    package static func current() -> String? {
        #if canImport(Darwin)
            // Not run: macOS tells its own path by this call.
            var size: UInt32 = 4096
            var buffer = [CChar](repeating: 0, count: Int(size))
            guard unsafe _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
            return realPath(String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        #else
            return realPath("/proc/self/exe")
        #endif
    }
}
