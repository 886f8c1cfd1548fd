#if canImport(Glibc)
    import Glibc
#endif

/// A program that a test has just written.
enum FreshProgram {
    /// Waits until it can be run: the kernel runs no file that is open for writing, and a child that another test starts has
    /// all files of this process open until it becomes its own program.
    static func settle(_ path: String) {
        #if canImport(Glibc)
            // A read lease is given where nobody writes (fcntl(2)), and ends with the descriptor.
            let setLease: Int32 = 1024
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return }
            defer { close(descriptor) }
            for _ in 0..<10_000 {
                if fcntl(descriptor, setLease, F_RDLCK) == 0 || errno != EAGAIN { return }
                usleep(1000)
            }
        #endif
    }
}
