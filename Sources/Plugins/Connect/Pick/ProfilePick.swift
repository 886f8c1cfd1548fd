import Engine
import SystemKit
import Terminal

/// Lets a person pick a profile, for a command of the core that was given none.
struct ProfilePick {
    private let world: World

    init(_ world: World) { self.world = world }

    /// - Parameter command: what the pick is for, such as `use`.
    /// - Throws: `interrupted` if nothing was picked, `usage` without a terminal, `no-credentials` without profiles.
    func run(for command: String) async throws -> String {
        let paths = ConfigPaths.resolve(environment: world.environment, home: world.home)
        let config = try SharedConfig.load(paths, files: world.files)
        let entries = ProfileEntries(world, config).load()
        guard !entries.isEmpty else {
            throw Failure(
                .noCredentials, "no profile is configured", at: paths.config.map { .file($0, line: nil) },
                hint: "awsx configure sso")
        }
        let outcome = try await Picker(world, orElse: "awsx \(command) PROFILE").pick(entries, title: command)
        guard case .picked(let numbers) = outcome, let number = numbers.first else {
            throw Failure(.interrupted, "no profile was picked")
        }
        Frecency.note(entries[number].name, in: world)
        return entries[number].name
    }
}
