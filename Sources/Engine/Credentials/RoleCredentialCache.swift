package import SystemKit

/// The AWS CLI's cache of role credentials, `~/.aws/cli/cache` (<doc:CacheFiles>, Assumed roles and SSO role
/// credentials), one file a role, shared with the CLI, and beside it awsx's own for credentials that the CLI's names
/// can't tell from others.
package struct RoleCredentialCache: Sendable {
    private let files: any FileSystem
    package let folders: CacheFolders

    package init(files: any FileSystem, folders: CacheFolders) {
        self.files = files
        self.folders = folders
    }

    /// The credentials that a file keeps; nil where there are none that can be read, or none with an end.
    ///
    /// - Parameter accepts: whether what else the file says lets them serve.
    package func load(
        _ file: CredentialCacheFile, where accepts: (JSON) -> Bool = { _ in true }
    ) throws(Failure) -> Credentials? {
        guard file.proof != nil else { return try load(file.fileName, of: file, where: accepts) }
        // Whoever wrote last, in whichever way, has the best.
        var best: Credentials?
        for name in fileNames(file) {
            guard let kept = try load(name, of: file, where: accepts) else { continue }
            if let end = kept.expiration, best?.expiration.map({ $0 < end }) ?? true { best = kept }
        }
        return best
    }

    private func load(
        _ name: String, of file: CredentialCacheFile, where accepts: (JSON) -> Bool
    ) throws(Failure) -> Credentials? {
        guard let json = try folder(of: file).read(name).flatMap({ JSON($0) }), accepts(json) else { return nil }
        return Credentials(cached: json)
    }

    /// The names that the AWS CLI has had for a file, the present one first.
    private func fileNames(_ file: CredentialCacheFile) -> [String] {
        guard let present = presentName(file) else { return [file.fileName] }
        return [present, file.fileName]
    }

    private func presentName(_ file: CredentialCacheFile) -> String? {
        guard let proof = file.proof, let token = WebIdentityToken.text(proof.tokenFile, files: files) else {
            return nil
        }
        return CredentialCacheFile.fileName(CacheKey.webIdentity(proof.request, token: token))
    }

    /// Where a file is that is written now.
    func path(_ file: CredentialCacheFile) -> String {
        presentName(file).map { "\(file.folder)/\($0)" } ?? file.path
    }

    /// The credentials that a file keeps, while a policy takes them.
    package func serving(
        _ file: CredentialCacheFile, _ policy: CredentialRenewalPolicy, at now: Instant,
        where accepts: (JSON) -> Bool = { _ in true }
    ) throws(Failure) -> Credentials? {
        guard let kept = try load(file, where: accepts), policy.servesAtOnce(kept, at: now) else { return nil }
        return kept
    }

    /// Puts a text into a file of credentials.
    func save(_ text: String, in file: CredentialCacheFile) throws(Failure) {
        try folder(of: file).write(text, to: presentName(file) ?? file.fileName)
    }

    /// Removes a file of credentials, if it is there.
    func remove(_ file: CredentialCacheFile) throws(Failure) {
        for name in fileNames(file) { _ = try folder(of: file).remove(name) }
    }

    /// Removes those of awsx's own files of which a condition holds.
    ///
    /// - Returns: how many there were.
    @discardableResult
    func removeOwn(where isMeant: (JSON) -> Bool) throws(Failure) -> Int {
        let folder = PrivateFolder(folders.own, files)
        var removed = 0
        for name in try folder.names() where name.hasSuffix(".json") && !name.hasPrefix(".") {
            guard let json = try folder.read(name).flatMap({ JSON($0) }), isMeant(json) else { continue }
            try folder.remove(name)
            removed += 1
        }
        return removed
    }

    /// Makes the folder of a file and its lock: awsx's own is nobody else's to look into.
    func makeFolder(of file: CredentialCacheFile) throws(SystemFailure) {
        try files.createFolder(file.folder, mode: mode(of: file))
    }

    func folder(of file: CredentialCacheFile) -> PrivateFolder {
        PrivateFolder(file.folder, mode: mode(of: file), holdsSecrets: true, files)
    }

    private func mode(of file: CredentialCacheFile) -> UInt16 { file.folder == folders.cli ? 0o755 : 0o700 }
}

extension Credentials {
    /// The member `Credentials` of a cache file, in the AWS CLI's order.
    ///
    /// - Parameter expiration: as the file's writer spells times.
    func cachedJSON(accountID: String?, expiration: String?) -> JSON {
        .object([
            "AccessKeyId": .string(accessKeyID), "SecretAccessKey": .string(secretAccessKey.reveal()),
            "SessionToken": sessionToken.map { .string($0.reveal()) }, "Expiration": expiration.map(JSON.string),
            "AccountId": accountID.map(JSON.string),
        ])
    }

    /// Reads `{"Credentials": {…, "Expiration": …}}` in any spelling of time that a CLI has written (<doc:CacheFiles>,
    /// Times). Keys with characters that none has, such as a terminal's escapes, are none.
    package init?(cached json: JSON) {
        guard
            let keys = json["Credentials"],
            let accessKeyID = keys["AccessKeyId"]?.string, accessKeyID.isVisibleASCII,
            let secret = keys["SecretAccessKey"]?.string.flatMap(Secret.init(visible:)),
            let token = Self.sessionToken(keys["SessionToken"]),
            let expiry = keys["Expiration"]?.string, let expiration = Instant(iso8601: expiry)
        else { return nil }
        self.init(
            accessKeyID: accessKeyID, secretAccessKey: secret, sessionToken: token, expiration: expiration,
            accountID: keys["AccountId"]?.string.flatMap { $0.isVisibleASCII ? $0 : nil })
    }

    /// The token, or none where there is none; nil for one that can't be one.
    private static func sessionToken(_ json: JSON?) -> Secret?? {
        guard let text = json?.string else { return .some(nil) }
        return Secret(visible: text).map(Optional.some)
    }
}
