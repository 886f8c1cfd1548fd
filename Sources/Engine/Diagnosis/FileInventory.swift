package import SystemKit

/// The files and folders of `~/.aws` and of awsx's state, as the kernel tells of them, and what the cache files hold.
package struct FileInventory: Sendable {
    package struct FoundFile: Sendable, Hashable {
        package enum Kind: Sendable, Hashable {
            case config
            case credentials
            /// awsx's own, which names programs that are run.
            case ownConfig
            /// A folder on whose files sign-ins depend.
            case folder
            /// What leads to one of those folders, and others can change.
            case way
        }

        package let path: String
        package let kind: Kind
        package let status: FileStatus
    }

    package let files: [FoundFile]
    package let cacheFiles: [CacheFile]
    /// The home folder's owner; nil where there is none.
    package let homeOwner: UInt32?
    /// Whether a group is the user's own alone, so that what it may write nobody else can.
    let isGroupPrivate: @Sendable (_ group: UInt32) -> Bool

    package static func load(_ context: RuntimeContext, paths: ConfigPaths, config: SharedConfig, userID: UInt32)
        -> FileInventory
    {
        let files = context.files
        var found: [FoundFile] = []
        func look(_ path: String?, _ kind: FoundFile.Kind) {
            guard let path, let status = try? files.status(path) else { return }
            found.append(FoundFile(path: path, kind: kind, status: status))
        }
        look(paths.config, .config)
        look(paths.credentials, .credentials)
        look(AwsxConfig.path(context), .ownConfig)
        var cacheFiles: [CacheFile] = []
        if let home = context.home {
            let folders = CacheFolders(home: home)
            let login = loginFolder(context, home)
            for folder in ["\(home)/.aws", folders.sso, folders.cli, login] { look(folder, .folder) }
            cacheFiles = [(folders.sso, CacheFile.Folder.sso), (folders.cli, .cli), (login, .login)].flatMap {
                CacheFile.all(in: $0, $1, files)
            }
        }
        if let state = try? StateFolder.of(context) {
            for folder in [state.path, CacheFolders(home: "", state: state).own] { look(folder, .folder) }
        }
        // What a folder is refused for as a place of secrets may lie above it.
        for folder in found.filter({ $0.kind == .folder }) {
            let fault = try? PathTrust.firstFault(forSecretsIn: folder.path, files, userID: userID)
            guard let part = fault?.part, !found.contains(where: { $0.path == part }) else { continue }
            look(part, .way)
        }
        return FileInventory(
            files: found, cacheFiles: cacheFiles,
            homeOwner: context.home.flatMap { try? files.status($0)?.owner },
            isGroupPrivate: { UserPrivateGroup.isOwned(by: userID, $0, files) })
    }

    private static func loginFolder(_ context: RuntimeContext, _ home: String) -> String {
        context.environment.text("AWS_LOGIN_CACHE_DIRECTORY")
            .map { PathExpansion(environment: context.environment, home: home).expand($0) }
            ?? "\(home)/.aws/login/cache"
    }
}
