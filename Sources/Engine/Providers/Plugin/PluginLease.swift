package import SystemKit

/// Credentials as a plugin gave them: whose they are, and how long they may be kept.
package struct PluginLease: Sendable, Hashable {
    package let credentials: Credentials
    package let accountID: String
    package let arn: String
    /// Until when they may serve again without a question; nil for never.
    package let keptUntil: Instant?
    /// By what the plugin knows them when they are given back; nil where it doesn't want them back.
    package let id: String?
    /// The files of the plugin that gave them.
    package let files: FileVersions

    package init(
        credentials: Credentials, accountID: String, arn: String, keptUntil: Instant?, id: String? = nil,
        files: FileVersions
    ) {
        self.credentials = credentials
        self.accountID = accountID
        self.arn = arn
        self.keptUntil = keptUntil
        self.id = id
        self.files = files
    }

    /// The same, if it is what the profile stands for.
    ///
    /// - Throws: `.denied` for another account or role, `.tooLittleTimeLeft` for credentials that are over.
    func judged(
        for provider: PluginProvider, _ rule: ProviderPluginRules.Rule, at now: Instant
    ) throws(Failure) -> PluginLease {
        let plugin = "plugin \(rule.plugin)"
        if let account = provider.account, account.value != accountID {
            throw Failure(
                .denied,
                """
                \(plugin) gave credentials of account \(accountID), but profile \(provider.profile) is for \
                \(account.value)
                """,
                at: account.location, hint: "correct that line, or leave the profile out of \(rule.profiles.location)")
        }
        if let role = provider.role, !isRole(role.value) {
            throw Failure(
                .denied,
                "\(plugin) gave credentials of \(arn), but profile \(provider.profile) is for role \(role.value)",
                at: role.location, hint: "correct that line, or leave the profile out of \(rule.profiles.location)")
        }
        if let end = credentials.expiration, end <= now {
            throw Failure(
                .tooLittleTimeLeft,
                "\(plugin) gave credentials that ended \(TimeLeft(seconds: now.seconds(since: end)).text) ago",
                hint: "check this machine's clock (it has \(now.iso8601)), and what the plugin keeps")
        }
        return self
    }

    /// Whether the ARN is a session of a role; of Identity Center's roles the name has more around it.
    private func isRole(_ name: String) -> Bool {
        let fields = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard fields.count == 6 else { return false }
        let path = fields[5].split(separator: "/")
        guard path.count >= 2, ["assumed-role", "role"].contains(path[0]) else { return false }
        let role = path[0] == "role" ? path[path.count - 1] : path[1]
        return role == name || role.hasPrefix("AWSReservedSSO_\(name)_")
    }

    /// Puts them where they are found the next time; what may not be kept takes an older lease with it.
    func keep(in file: CredentialCacheFile, from plugin: String, _ cache: RoleCredentialCache) throws(Failure) {
        guard let keptUntil, let expiration = credentials.expiration else { return try cache.remove(file) }
        let json = JSON.object([
            "Credentials": credentials.cachedJSON(accountID: accountID, expiration: expiration.iso8601),
            "Arn": .string(arn), "KeptUntil": .string(keptUntil.iso8601), "Plugin": .string(plugin),
            "Lease": id.map(JSON.string), "Files": files.json,
        ])
        try cache.save(json.serialized(.python), in: file)
    }

    /// Whether a file's lease may serve: in its time, and while the plugin that gave it is as it was.
    static func check(in context: RuntimeContext) -> @Sendable (JSON) -> Bool {
        { json in
            guard let until = json["KeptUntil"]?.string.flatMap(Instant.init(iso8601:)), until > context.clock.now(),
                let files = json["Files"].flatMap(FileVersions.init)
            else { return false }
            return files.areCurrent(context.files)
        }
    }
}
