package import Engine
import SystemKit

extension RuntimeContext {
    /// The real outside; made once, by an executable.
    package static func live() -> RuntimeContext {
        let environment = Environment.current()
        let home = HomeFolder.find(environment: environment, files: LocalFiles(), userID: effectiveUserID)
        let backups = (try? StateFolder.of(environment, home: home)).map { "\($0.path)/backups" }
        return RuntimeContext(
            environment: environment, clock: .system, files: LocalFiles(backupFolder: backups), random: .system,
            home: home, streams: .live(), currentFolder: CurrentFolder.path)
    }
}
