package import SystemKit

/// Which `.awsx` files the user has seen and allowed: one empty file a digest, so that no two writers can undo each other.
package struct AllowedFolders: Sendable {
    private let files: any FileSystem
    private let folder: String

    package init(files: any FileSystem, state: StateFolder) {
        self.files = files
        folder = "\(state.path)/allowed"
    }

    package func holds(_ file: FolderFile) -> Bool {
        (try? files.status("\(folder)/\(file.digest)"))?.kind == .regular
    }

    package func add(_ file: FolderFile) throws(Failure) {
        try translating(.fileUnwritable) { () throws(SystemFailure) in
            try files.createFolder(folder, mode: 0o700)
            try files.write(Array("\(file.path)\n".utf8), to: "\(folder)/\(file.digest)", .secret)
        }
    }

    package func remove(_ file: FolderFile) throws(Failure) -> Bool {
        try translating(.fileUnwritable) { () throws(SystemFailure) in try files.remove("\(folder)/\(file.digest)") }
    }
}
