package import SystemKit

extension ProgramSearch {
    /// A command's program as a shell finds it; nil if there is none.
    ///
    /// - Throws: `.notExecutable`.
    package static func program(_ command: String, in context: RuntimeContext) throws(Failure) -> String? {
        switch find(command, path: context.environment[EnvironmentKey.path]) {
        case .found(let program): return program
        case .notExecutable(let path, let reason):
            throw Failure(.notExecutable, "\(path) can't be run: \(reason)", at: .file(path, line: nil))
        case .notFound: return nil
        }
    }
}
