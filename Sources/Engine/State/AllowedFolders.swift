package import SystemKit

/// Which `.awsx` files the user has seen and allowed: one small file a digest, so that no two writers can undo each other.
package struct AllowedFolders: Sendable {
    private let folder: PrivateFolder

    package init(files: any FileSystem, state: StateFolder) { folder = state.folder("allowed", files) }

    package func holds(_ file: FolderProfile) -> Bool { folder.holds(file.digest) }

    package func add(_ file: FolderProfile) throws(Failure) { try folder.write("\(file.path)\n", to: file.digest) }

    package func remove(_ file: FolderProfile) throws(Failure) -> Bool { try folder.remove(file.digest) }
}
