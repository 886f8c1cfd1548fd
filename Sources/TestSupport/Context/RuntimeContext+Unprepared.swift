package import Engine
package import SystemKit

extension RuntimeContext {
    /// A context of which nothing is prepared: whatever touches a part of it ends the test run with the name of the part.
    package static let unprepared = RuntimeContext(
        environment: Environment(),
        clock: WallClock(
            now: { missing("clock.now") },
            sleep: { _ in missing("clock.sleep") }),
        files: UnpreparedFiles(),
        random: Randomness { _ in missing("random") },
        home: nil,
        streams: StandardStreams(
            input: StandardStream { _ in missing("streams.input") },
            output: StandardStream { _ in missing("streams.output") },
            error: StandardStream { _ in missing("streams.error") }),
        currentFolder: { missing("currentFolder") })

    /// The same context with some of its parts prepared.
    package func with(
        environment: Environment? = nil, clock: WallClock? = nil, files: (any FileSystem)? = nil,
        random: Randomness? = nil, home: String? = nil, streams: StandardStreams? = nil,
        siteConfig: SiteConfigFile? = nil, currentFolder: (@Sendable () -> String?)? = nil
    ) -> RuntimeContext {
        RuntimeContext(
            environment: environment ?? self.environment, clock: clock ?? self.clock, files: files ?? self.files,
            random: random ?? self.random, home: home ?? self.home, streams: streams ?? self.streams,
            siteConfig: siteConfig ?? self.siteConfig, currentFolder: currentFolder ?? self.currentFolder)
    }
}

private func missing(_ part: String) -> Never {
    fatalError("the code under test used \(part), which this test did not prepare")
}

private struct UnpreparedFiles: FileSystem {
    func read(_ path: String, limit: Int) throws(SystemFailure) -> [UInt8]? { missing("files.read(\(path))") }
    func status(_ path: String) throws(SystemFailure) -> FileStatus? { missing("files.status(\(path))") }
    func link(_ path: String) throws(SystemFailure) -> SymbolicLink? { missing("files.link(\(path))") }
    func list(_ folder: String) throws(SystemFailure) -> [String]? { missing("files.list(\(folder))") }
    func write(_ bytes: [UInt8], to path: String, _ privacy: FilePrivacy) throws(SystemFailure) -> WriteMethod {
        missing("files.write(\(path))")
    }
    func remove(_ path: String) throws(SystemFailure) -> Bool { missing("files.remove(\(path))") }
    func removeLeftovers(in folder: String) { missing("files.removeLeftovers(\(folder))") }
    func createFolder(_ path: String, mode: UInt16) throws(SystemFailure) {
        missing("files.createFolder(\(path))")
    }
}
