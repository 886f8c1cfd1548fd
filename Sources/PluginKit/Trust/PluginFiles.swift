package import Engine
package import SystemKit

/// The files of a plugin as they are now: where each really is, what the manifest says, and a hash of them all.
package struct PluginFiles: Sendable {
    package struct File: Sendable, Hashable {
        package let name: String
        /// Where it is when every link is followed; nobody but the user and root could have put it there.
        package let path: String
        /// SHA-256 in hexadecimal; nil if nobody asked for it.
        package let digest: String?
    }

    /// Read from the very bytes that were hashed.
    package let manifest: Manifest
    package let manifestFile: File
    package let executables: [File]

    package var all: [File] { [manifestFile] + executables }

    /// The SHA-256 of what `sha256sum` prints of the manifest and the executables, in that order, in their folder.
    package var digest: String {
        CacheKey.digest(all.map { "\($0.digest ?? "")  \($0.name)\n" }.joined())
    }

    /// No program is so large.
    private static let largestExecutable = 1 << 29

    /// Looks at each file and all that leads there.
    ///
    /// Nobody but the user and root can change any of it between this look and the run, since every folder and link on the
    /// way is theirs alone; so it is the real path that is run.
    ///
    /// - Parameter isHashed: what came with awsx needs no hash.
    /// - Throws: `.denied` for what others could have changed, `.pluginBroken` for what is missing or is no program.
    package static func read(
        _ plugin: ExternalPlugin, _ files: any FileSystem, isHashed: Bool = true
    ) throws(Failure) -> PluginFiles {
        let folder = plugin.folder
        let manifestPath = try PluginTrust.require(folder.manifestPath(plugin.name), files)
        let (manifest, bytes) = try folder.manifest(named: plugin.name, at: manifestPath, files)
        let executables = try manifest.allExecutables.map { name throws(Failure) in
            let path = try PluginTrust.require("\(folder.path)/\(name)", files)
            try requireProgram(path, files)
            return File(name: name, path: path, digest: isHashed ? try digest(of: path, files) : nil)
        }
        return PluginFiles(
            manifest: manifest,
            manifestFile: File(
                name: "\(manifest.mainExecutable).json", path: manifestPath,
                digest: isHashed ? CacheKey.digest(bytes) : nil),
            executables: executables)
    }

    private static func requireProgram(_ path: String, _ files: any FileSystem) throws(Failure) {
        let status = try translating(.fileUnreadable) { () throws(SystemFailure) in try files.status(path) }
        guard let status, status.kind == .regular else {
            throw Failure(.pluginBroken, "the plugin's program is not a regular file", at: .file(path, line: nil))
        }
        guard status.mode & 0o111 != 0 else {
            throw Failure(
                .notExecutable, "the plugin's program is not executable", at: .file(path, line: nil),
                hint: "chmod +x \(DisplayedCommandWord.quoted(path))")
        }
    }

    private static func digest(of path: String, _ files: any FileSystem) throws(Failure) -> String {
        let bytes: [UInt8]?
        do { bytes = try files.read(path, limit: largestExecutable) } catch { throw Failure(unreadable: error) }
        return CacheKey.digest(bytes ?? [])
    }
}
