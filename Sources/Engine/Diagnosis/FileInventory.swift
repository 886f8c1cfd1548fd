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
            isGroupPrivate: { PrivateGroup.isOwned(by: userID, $0, files) })
    }

    private static func loginFolder(_ context: RuntimeContext, _ home: String) -> String {
        context.environment.text("AWS_LOGIN_CACHE_DIRECTORY")
            .map { PathExpansion(environment: context.environment, home: home).expand($0) }
            ?? "\(home)/.aws/login/cache"
    }
}

/// One JSON file of a cache folder, or a temporary one that was left there.
package struct CacheFile: Sendable, Hashable {
    package enum Folder: Sendable, Hashable { case sso, cli, login }

    package enum Content: Sendable, Hashable {
        case token(Token)
        case registration
        case credentials(Credentials)
        /// JSON of another tool, or of a kind that awsx has no use for.
        case other
        /// No JSON at all.
        case rubbish
        /// Written by awsx and never put in place.
        case temporary
        /// Can't be read.
        case closed
    }

    package let path: String
    package let folder: Folder
    package let status: FileStatus
    package let content: Content

    static func all(in folder: String, _ kind: Folder, _ files: any FileSystem) -> [CacheFile] {
        let names = (try? files.list(folder)) ?? []
        return names.compactMap { name in
            let path = "\(folder)/\(name)"
            guard isOurs(name), let status = try? files.status(path), status.kind == .regular else { return nil }
            let content = name.hasSuffix(".json") ? content(path, kind, files) : .temporary
            return CacheFile(path: path, folder: kind, status: status, content: content)
        }
    }

    private static func isOurs(_ name: String) -> Bool { name.hasSuffix(".json") || name.hasSuffix(".awsx-tmp") }

    private static func content(_ path: String, _ folder: Folder, _ files: any FileSystem) -> Content {
        guard let bytes = try? files.read(path, limit: TokenStore.sizeLimit) else { return .closed }
        guard let json = JSON(bytes) else { return .rubbish }
        switch folder {
        case .sso:
            if let token = Token(json) { return .token(token) }
            return StoredRegistration(json) == nil ? .other : .registration
        case .cli: return Credentials(cached: json).map(Content.credentials) ?? .other
        case .login: return .other
        }
    }
}
