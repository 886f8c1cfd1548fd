package import Engine
import SystemKit

extension RuntimeContext {
    /// The real outside; made once, by an executable.
    package static func live() -> RuntimeContext {
        let environment = Environment.current()
        let streams = StandardStreams.live()
        let plain = LocalFiles()
        let home = HomeFolder.find(environment: environment, files: plain, userID: effectiveUserID)
        let context = RuntimeContext(
            environment: environment, clock: .system, files: plain, random: .system, home: home, streams: streams)
        let backups = (try? StateFolder.of(context)).map { "\($0.path)/backups" }
        return RuntimeContext(
            environment: environment, clock: .system, files: LocalFiles(backupFolder: backups), random: .system,
            home: home, streams: streams)
    }
}
