import Engine
import SystemKit
import Terminal

/// Lets a person pick a profile, for a command of the core that was given none.
struct ProfilePick {
    private let context: RuntimeContext

    init(_ context: RuntimeContext) { self.context = context }

    /// - Parameters:
    ///   - command: what the pick is for, such as `use`.
    ///   - query: what was typed already.
    /// - Returns: nil if no profile matches the query; nobody is asked then.
    /// - Throws: `interrupted` if nothing was picked, `usage` without a terminal, `no-credentials` without profiles.
    func run(for command: String, query: String = "") async throws -> String? {
        let entries = try entries()
        if !query.isEmpty, PickerSearchIndex(entries).ranked(query).isEmpty { return nil }
        let outcome = try await Picker(context, orElse: "awsx \(command) PROFILE")
            .pick(entries, title: command, query: query)
        guard case .picked(let number) = outcome else { throw Self.nothing }
        Frecency.note(entries[number].name, in: context)
        return entries[number].name
    }

    /// The profiles that a person marks, in the order of the configuration.
    ///
    /// - Throws: as `run`.
    func several(for command: String) async throws -> [String] {
        let entries = try entries()
        let outcome = try await Picker(context, orElse: "awsx \(command) '*' -- COMMAND")
            .pick(entries, title: command, picksSeveral: true)
        guard case .pickedSeveral(let numbers) = outcome else { throw Self.nothing }
        return numbers.map { entries[$0].name }
    }

    private func entries() throws(Failure) -> [PickerEntry] {
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        let entries = ProfileEntries(context, try SharedConfig.load(paths, files: context.files)).load()
        guard !entries.isEmpty else { throw Failure.nothingConfigured(paths) }
        return entries
    }

    private static let nothing = Failure(.interrupted, "no profile was chosen")
}
