package import Engine
package import SystemKit

/// External plugins of one folder: executables `awsx-NAME` with a manifest `awsx-NAME.json` beside them. Nothing is run
/// to list them.
package struct PluginFolder: Sendable, Hashable {
    package let path: String

    package init(path: String) { self.path = path }

    /// The folder of the installation that this awsx belongs to: `PREFIX/lib/awsx/plugins`, of its real path.
    package static func installed(executable: String? = ExecutablePath.current()) -> PluginFolder? {
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
        let checked = try FileTrust.require(manifestPath, files)
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

/// An executable that came with a manifest.
package struct ExternalPlugin: CorePlugin {
    package let manifest: Manifest
    package let path: String

    package init(manifest: Manifest, path: String) {
        self.manifest = manifest
        self.path = path
    }

    /// Becomes the plugin: without the variables that say who one is in AWS, and with those that say where awsx is.
    package func run(_ invocation: Invocation) throws -> Int32 {
        guard manifest.kinds.contains(.command) else {
            throw Failure(.usage, "plugin \(manifest.name) is no command", at: .file(path, line: nil))
        }
        // What was checked is what is run, wherever a link may point by then.
        let program = try FileTrust.require(path, invocation.context.files)
        do {
            try ProcessReplacement.become(
                program, words: [Array("awsx-\(manifest.name)".utf8)] + invocation.rawWords,
                environment: environment(from: invocation.context.environment))
        } catch {
            throw Failure(.notExecutable, error)
        }
    }

    private func environment(from outer: Environment) -> Environment {
        var inner = outer
        let profile = outer.text(EnvironmentKey.profile) ?? outer.text(EnvironmentKey.awsxProfile)
        let region = outer.text(EnvironmentKey.region) ?? outer.text(EnvironmentKey.defaultRegion)
        // A manifest is no grant: what gives keys, or leads to some, goes in any case.
        let kept = Set(manifest.environment).subtracting(EnvironmentKey.keys)
        for name in EnvironmentKey.identity where !kept.contains(name) { inner.remove(name) }
        if let executable = ExecutablePath.current() { inner.set("AWSX_BIN", executable) }
        if let profile { inner.set(EnvironmentKey.awsxProfile, profile) }
        if let region { inner.set("AWSX_REGION", region) }
        inner.set("AWSX_PLUGIN_PROTOCOL", String(Manifest.protocolVersion))
        return inner
    }
}

/// Whether a plugin's program may be run, and its manifest be believed: nobody but its user and root could have put it
/// there.
package enum FileTrust {
    /// Checks an absolute path with every link on the way, since whoever may change one of those chooses the file, and the
    /// file at the end of all.
    ///
    /// - Returns: that file.
    /// - Throws: `.denied` naming the first part of the way that others own or may write to.
    @discardableResult
    package static func require(
        _ path: String, _ files: any FileSystem, userID: UInt32 = effectiveUserID
    ) throws(Failure) -> String {
        guard let file = realPath(path) else {
            let what = path.hasSuffix(".json") ? "manifest" : "program"
            throw Failure(.pluginBroken, "the plugin's \(what) is missing", at: .file(path, line: nil))
        }
        let found = try translating(.fileUnreadable) { () throws(SystemFailure) in
            try PathTrust.firstFault(in: path, files, userID: userID)
        }
        guard let found else { return file }
        let part = ShellQuoted.quoted(found.part)
        throw Failure(
            .denied, "another user could have changed this plugin, so it is not run", at: .file(found.part, line: nil),
            hint: found.fault == .writable ? "chmod go-w \(part)" : "chown \(userID) \(part)")
    }
}
