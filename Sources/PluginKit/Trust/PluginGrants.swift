package import Engine
import SystemKit

/// The grants of a user, a small file of mode 0600 for each plugin: two writers can't undo each other, and one that is
/// replaced whole needs no lock.
package struct PluginGrants: Sendable {
    private let folder: PrivateFolder
    private let files: any FileSystem

    package init(_ context: RuntimeContext) throws(Failure) {
        files = context.files
        folder = PrivateFolder("\(try StateFolder.of(context).path)/plugin-grants", holdsSecrets: true, files)
    }

    /// The grant of a plugin, if there is one that can be read.
    ///
    /// - Throws: `.denied` where others could have written it.
    package func grant(for plugin: ExternalPlugin) throws(Failure) -> PluginGrant? {
        let name = Self.name(plugin)
        guard folder.holds(name) else { return nil }
        let path = folder.path(name)
        let fault = try translating(.fileUnreadable) { () throws(SystemFailure) in
            try PathTrust.firstFault(in: path, files)
        }
        if let fault {
            throw Failure(
                .denied, "other users can change the record of trusted plugins", at: .file(fault.part, line: nil),
                hint: fault.fault == .writable
                    ? "chmod go-w \(DisplayedCommandWord.quoted(fault.part))"
                    : "chown \(effectiveUserID) \(DisplayedCommandWord.quoted(fault.part))")
        }
        guard let grant = try folder.read(name).flatMap(PluginGrant.init), grant.path == Self.path(plugin) else {
            return nil
        }
        return grant
    }

    /// The events at which a policy that was trusted is asked; none of any other plugin.
    package static func policyHooks(_ name: String, in folder: PluginFolder, _ context: RuntimeContext) -> [HookEvent] {
        guard folder.needsGrant else { return [] }
        let plugin = ExternalPlugin(manifest: Manifest(name: name, summary: ""), folder: folder)
        guard let grant = (try? PluginGrants(context).grant(for: plugin)) ?? nil, grant.request.isPolicy else {
            return []
        }
        return grant.request.hooks
    }

    /// - Throws: `.fileUnwritable`; with the status of a rule that denies where others could write it, too.
    package func add(_ grant: PluginGrant, for plugin: ExternalPlugin) throws(Failure) {
        try folder.write(grant.json.serialized(.sortedPretty) + "\n", to: Self.name(plugin), .ownNote)
    }

    /// - Returns: whether there was one.
    package func remove(_ plugin: ExternalPlugin) throws(Failure) -> Bool { try folder.remove(Self.name(plugin)) }

    /// The plugin's manifest, however the folder was spelt.
    static func path(_ plugin: ExternalPlugin) -> String {
        "\(realPath(plugin.folder.path) ?? plugin.folder.path)/awsx-\(plugin.name).json"
    }

    private static func name(_ plugin: ExternalPlugin) -> String { "\(CacheKey.digest(path(plugin))).json" }
}
