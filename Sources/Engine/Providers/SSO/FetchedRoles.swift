package import SystemKit

/// Which roles awsx has fetched credentials for, so that `logout` can remove exactly those files: one small file a role
/// in the state folder, named like the role's cache file, so that no two writers can undo each other.
package struct FetchedRoles: Sendable {
    private let files: any FileSystem
    let folder: String

    package init(files: any FileSystem, state: StateFolder, session: SSOSession) {
        self.files = files
        folder = "\(state.path)/fetched/\(CacheKey.token(session))"
    }

    package func note(_ role: SSORole) throws(Failure) {
        let path = "\(folder)/\(CacheKey.roleCredentials(role))"
        try translating(.fileUnwritable) { () throws(SystemFailure) in
            guard try files.status(path) == nil else { return }
            try files.createFolder(folder, mode: 0o700)
            try files.write(Array("\(role.accountID)\t\(role.roleName)\n".utf8), to: path, .ownNote)
        }
    }

    /// Every role noted for the session.
    package func load(_ session: SSOSession) throws(Failure) -> [SSORole] {
        try translating(.fileUnreadable) { () throws(SystemFailure) in
            var roles: [SSORole] = []
            for name in try files.list(folder) ?? [] where !name.hasPrefix(".") {
                let text = String(decoding: try files.read("\(folder)/\(name)", limit: 4096) ?? [], as: UTF8.self)
                let fields = text.prefix { $0 != "\n" }.split(separator: "\t", omittingEmptySubsequences: false)
                guard fields.count == 2 else { continue }
                roles.append(SSORole(session: session, accountID: String(fields[0]), roleName: String(fields[1])))
            }
            return roles
        }
    }

    package func forget(_ role: SSORole) throws(Failure) {
        _ = try translating(.fileUnwritable) { () throws(SystemFailure) in
            try files.remove("\(folder)/\(CacheKey.roleCredentials(role))")
        }
    }
}
