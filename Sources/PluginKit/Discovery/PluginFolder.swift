package import Engine
package import SystemKit

/// External plugins of one folder: executables `awsx-NAME` with a manifest `awsx-NAME.json` beside them. Nothing is run
/// to list them.
package struct PluginFolder: Sendable, Hashable {
    package let path: String

    package init(path: String) { self.path = path }

    /// The folder of the installation that this awsx belongs to: `PREFIX/lib/awsx/plugins`, of its real path.
    package static func installed(executable: String? = ExecutablePath.current()) -> PluginFolder? {
        // A real path, split by hand: the first use of FilePath costs half of what a Tab does.
        guard let executable, let folder = executable.lastIndex(of: "/"),
            let prefix = executable[..<folder].lastIndex(of: "/")
        else { return nil }
        return PluginFolder(path: "\(executable[..<prefix])/lib/awsx/plugins")
    }

    /// Every plugin with a manifest, and every manifest that is broken.
    package func load(_ files: any FileSystem) -> [Result<ExternalPlugin, Failure>] {
        let names = (try? files.list(path)) ?? nil
        return (names ?? []).filter { $0.hasPrefix("awsx-") && $0.hasSuffix(".json") }
            .map { name in
                Result { () throws(Failure) in
                    try plugin(named: String(name.dropFirst(5).dropLast(5)), files)
                }
            }
    }

    /// One plugin by its name, or nil if the folder has none so named.
    package func plugin(_ name: String, _ files: any FileSystem) throws(Failure) -> ExternalPlugin? {
        guard Manifest.isName(name), (try? files.status("\(path)/awsx-\(name).json"))?.kind == .regular else {
            return nil
        }
        return try plugin(named: name, files)
    }

    private func plugin(named name: String, _ files: any FileSystem) throws(Failure) -> ExternalPlugin {
        let manifestPath = "\(path)/awsx-\(name).json"
        // It says what a program is called and may know: whoever can change it has a say like who can change the program.
        let checked = try PluginTrust.require(manifestPath, files)
        let bytes = try translating(.fileUnreadable) { () throws(SystemFailure) in
            try files.read(checked, limit: 1 << 20)
        }
        let manifest = try Manifest(parsing: bytes ?? [], path: manifestPath)
        guard manifest.name == name else {
            throw Failure(
                .pluginBroken, "the plugin manifest is for \(manifest.name), not \(name)",
                at: .file(manifestPath, line: nil))
        }
        return ExternalPlugin(manifest: manifest, path: "\(path)/awsx-\(name)")
    }
}
