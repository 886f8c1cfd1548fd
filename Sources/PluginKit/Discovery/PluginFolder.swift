package import Engine
package import SystemKit

/// A folder of external plugins: executables `awsx-NAME` with a manifest `awsx-NAME.json` beside them. Nothing is run to
/// list them.
package struct PluginFolder: Sendable, Hashable {
    /// Why plugins are looked for there.
    package enum Origin: String, Sendable, Hashable {
        /// It came with awsx.
        case installation
        /// `AWSX_PLUGIN_PATH` names it.
        case environment
        /// It is the user's own, `awsx/plugins` in the data folder.
        case userData = "user-data"
    }

    package let path: String
    package let origin: Origin

    package init(path: String, origin: Origin) {
        self.path = path
        self.origin = origin
    }

    /// What lies there came from whoever installed awsx; all else the user has to trust first.
    package var needsGrant: Bool { origin != .installation }

    /// More are never looked at, so that a flood of files costs a moment and no more.
    package static let mostPlugins = 1000
    /// No manifest comes near this size.
    package static let largestManifest = 1 << 18

    /// The names that manifests in the folder have, sorted, as many as are looked at.
    package func names(_ files: any FileSystem) -> (names: [String], isCut: Bool) {
        let manifests = ((try? files.list(path)) ?? []).filter { $0.hasPrefix("awsx-") && $0.hasSuffix(".json") }
        let names = manifests.map { String($0.dropFirst(5).dropLast(5)) }
        return (Array(names.prefix(Self.mostPlugins)), names.count > Self.mostPlugins)
    }

    /// That more manifests lie there than are looked at.
    package var overflow: Failure {
        Failure(
            .pluginBroken, "more than \(Self.mostPlugins) manifests are here, and the rest is not read",
            at: .file(path, line: nil))
    }

    /// Every plugin with a manifest, and every manifest that is broken.
    package func load(_ files: any FileSystem) -> [Result<ExternalPlugin, Failure>] {
        let (names, isCut) = names(files)
        return names.map { name in Result { () throws(Failure) in try load(name, files) } }
            + (isCut ? [.failure(overflow)] : [])
    }

    /// One plugin by its name, or nil if the folder has none so named.
    package func plugin(_ name: String, _ files: any FileSystem) throws(Failure) -> ExternalPlugin? {
        guard Manifest.isName(name), (try? files.status(manifestPath(name)))?.kind == .regular else { return nil }
        return try load(name, files)
    }

    /// - Throws: `.denied` for what others could have changed, `.pluginBroken` for what is no manifest.
    func load(_ name: String, _ files: any FileSystem) throws(Failure) -> ExternalPlugin {
        // It says what a program is called and may know: whoever can change it has a say like who can change the program.
        let checked = try PluginTrust.require(manifestPath(name), files)
        return ExternalPlugin(manifest: try manifest(named: name, at: checked, files).manifest, folder: self)
    }

    /// Reads a manifest, which is for the plugin that its file is named after.
    ///
    /// - Parameter file: where the way to it ended when it was checked.
    func manifest(
        named name: String, at file: String, _ files: any FileSystem
    ) throws(Failure) -> (manifest: Manifest, bytes: [UInt8]) {
        let path = manifestPath(name)
        let bytes: [UInt8]
        do {
            bytes = try files.read(file, limit: Self.largestManifest) ?? []
        } catch  where error.isTooLarge {
            throw Failure(
                .pluginBroken, "the plugin manifest is larger than \(Self.largestManifest >> 10) KiB",
                at: .file(path, line: nil))
        } catch {
            throw Failure(unreadable: error)
        }
        let manifest = try Manifest(parsing: bytes, path: path)
        guard manifest.name == name else {
            throw Failure(
                .pluginBroken, "the plugin manifest is for \(manifest.name), not \(name)",
                at: .file(path, line: nil))
        }
        return (manifest, bytes)
    }

    package func manifestPath(_ name: String) -> String { "\(path)/awsx-\(name).json" }
}
