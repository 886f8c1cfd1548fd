import Engine
import SystemKit

/// The folder in which each run has its files.
struct OutputFolder: Sendable {
    private let path: String

    /// Makes it where it is not there.
    ///
    /// - Throws: `.fileUnwritable`.
    init(_ path: String, _ context: RuntimeContext) throws(Failure) {
        self.path = path.isEmpty ? "." : path
        try translating(.fileUnwritable) { () throws(SystemFailure) in
            try context.files.createFolder(self.path, mode: 0o777)
        }
    }

    /// Begins a file anew.
    ///
    /// - Throws: `.fileUnwritable`.
    func file(_ run: PlannedRun, _ ending: String) throws(Failure) -> OutputFile {
        let name = "\(path)/\(run.fileName).\(ending)"
        return try translating(.fileUnwritable) { () throws(SystemFailure) in try OutputFile.create(name) }
    }
}
