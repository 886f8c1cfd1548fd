package import SystemKit

/// Which roles awsx has fetched credentials for, so that `logout` can remove exactly those files: one small file a role
/// in the state folder, named like the role's cache file, so that no two writers can undo each other.
package struct FetchedSSORoleRecord: Sendable {
    let folder: PrivateFolder

    package init(files: any FileSystem, state: StateFolder, session: SSOSession) {
        folder = state.folder("fetched/\(CacheKey.token(session))", files)
    }

    package func note(_ role: SSORole) throws(Failure) {
        let name = CacheKey.roleCredentials(role)
        guard folder.writtenAt(name) == nil else { return }
        try folder.write("\(role.accountID)\t\(role.roleName)\n", to: name, .ownNote)
    }

    /// Every role noted for the session.
    package func load(_ session: SSOSession) throws(Failure) -> [SSORole] {
        var roles: [SSORole] = []
        for name in try folder.names() where !name.hasPrefix(".") {
            let text = String(decoding: try folder.read(name, limit: 4096) ?? [], as: UTF8.self)
            let fields = text.prefix { $0 != "\n" }.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 2 else { continue }
            roles.append(SSORole(session: session, accountID: String(fields[0]), roleName: String(fields[1])))
        }
        return roles
    }

    package func forget(_ role: SSORole) throws(Failure) { try folder.remove(CacheKey.roleCredentials(role)) }
}
