package import Engine
package import SystemKit

/// The core's own file, which plugins are told of and whose installation they belong to.
package enum CoreExecutable {
    /// The file of this process.
    ///
    /// - Throws: `.failed` where the system doesn't tell.
    package static func own() throws(Failure) -> String {
        guard let path = ExecutablePath.current() else { throw unknown }
        return path
    }

    /// What is said where the system doesn't tell which file a process runs.
    package static var unknown: Failure { Failure(.failed, "awsx can't find its own executable") }

    /// How a file that outlives this process names it: as it was found, not where a link led, since a package manager's own
    /// folder goes with the next update.
    package static func asCalled(_ environment: Environment, called word: [UInt8]? = RawArguments.current().first)
        -> String
    {
        let called = word.map { String(decoding: $0, as: UTF8.self) } ?? ""
        if called.hasPrefix("/") { return called }
        if !called.contains("/"),
            case .found(let path) = ProgramSearch.find(called, path: environment[EnvironmentKey.path]),
            path.hasPrefix("/")
        {
            return path
        }
        return ExecutablePath.current() ?? "awsx"
    }

    /// The real path of awsx: of this process, or of the core that was installed with this awsx-connect.
    package static func path(
        _ files: any FileSystem, executable: String? = ExecutablePath.current()
    ) -> String? {
        let helper = "/awsx-connect"
        guard let executable, executable.hasSuffix(helper) else { return executable }
        let folder = executable.dropLast(helper.utf8.count)
        let installed = "/libexec/awsx"
        if folder.hasSuffix(installed) {
            let core = "\(folder.dropLast(installed.utf8.count))/bin/awsx"
            if (try? files.status(core))?.kind == .regular { return core }
        }
        // As in a build folder.
        return "\(folder)/awsx"
    }
}
