import SystemKit

/// Credentials of a plugin that a file keeps, to be given back before they end.
package struct KeptPluginLease: Sendable, Hashable {
    package let profile: String
    package let plugin: String
    /// By what the plugin knows them; nil where it doesn't want them back.
    package let id: String?
    private let file: CredentialCacheFile

    /// What is kept of a profile; nil for nothing.
    ///
    /// - Throws: `.fileUnreadable`, and what has no home folder.
    package static func of(_ source: CredentialOrigin, in context: RuntimeContext) throws(Failure) -> KeptPluginLease? {
        guard let provider = source.provider as? PluginProvider else { return nil }
        let folders = try CacheFolders.of(context)
        let cache = RoleCredentialCache(files: context.files, folders: folders)
        guard let file = provider.file(in: folders),
            let json = try cache.folder(of: file).read(file.fileName).flatMap({ JSON($0) }),
            let plugin = json["Plugin"]?.string
        else { return nil }
        return KeptPluginLease(profile: provider.profile, plugin: plugin, id: json["Lease"]?.string, file: file)
    }

    /// Removes them from this machine.
    package func remove(in context: RuntimeContext) throws(Failure) {
        try RoleCredentialCache(files: context.files, folders: try CacheFolders.of(context)).remove(file)
    }

    /// Removes from this machine whatever a plugin gave, for every profile.
    ///
    /// - Returns: how many credentials were kept.
    package static func removeAll(from plugin: String, in context: RuntimeContext) throws(Failure) -> Int {
        try RoleCredentialCache(files: context.files, folders: try CacheFolders.of(context))
            .removeOwn { $0["Plugin"]?.string == plugin }
    }
}
