package import SystemKit

extension CredentialProcess {
    /// Runs the program.
    ///
    /// - Parameter start: runs what it is given to its end; that it can't be started becomes this profile's failure.
    package func run(
        in context: RuntimeContext, _ start: (Invocation) throws(SystemFailure) -> CapturedProcess
    ) throws(Failure) -> CapturedProcess {
        let invocation = try invocation(in: context)
        do throws(SystemFailure) { return try start(invocation) } catch { throw unstartable(error) }
    }

    /// The same where nobody may wait on this thread.
    ///
    /// - Throws: what `start` throws beside `SystemFailure`.
    package func run(
        in context: RuntimeContext, _ start: (Invocation) async throws -> CapturedProcess
    ) async throws -> CapturedProcess {
        let invocation = try invocation(in: context)
        do { return try await start(invocation) } catch let failure as SystemFailure { throw unstartable(failure) }
    }
}
