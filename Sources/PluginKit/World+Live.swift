package import Engine
import SystemKit

extension World {
    /// The real outside; made once, at a door.
    package static func live() -> World {
        let environment = Environment.current()
        let plain = LocalFiles()
        let home = HomeFolder.find(environment: environment, files: plain, userID: effectiveUserID)
        let world = World(environment: environment, clock: .system, files: plain, random: .system, home: home)
        let backups = (try? StateFolder.of(world)).map { "\($0.path)/backups" }
        return World(
            environment: environment, clock: .system, files: LocalFiles(backupFolder: backups), random: .system,
            home: home)
    }
}
