/// The documented keys that say what another tool's say (<doc:OtherTools>, Keys and options of their own).
enum EquivalentProfile {
    /// The keys of a plain profile, or nil where the entry doesn't tell enough.
    static func of(_ profile: Profile, in config: SharedConfig) -> [Diagnosis.PlainKey]? {
        let words = profile["credential_process"].flatMap { try? ShellWords.split($0.value) } ?? []
        let arn = option(["--arn", "-a"], in: words).flatMap(Self.role)
        func value(_ keys: [String], _ options: [String]) -> String? {
            keys.lazy.compactMap { profile[$0]?.value }.first { !$0.isEmpty } ?? option(options, in: words)
        }
        guard
            let account = arn?.account
                ?? value(["sso_account_id", "granted_sso_account_id"], ["--account-id", "--account"]),
            let role = arn?.role ?? value(["sso_role_name", "granted_sso_role_name"], ["--role-name", "--role"])
        else { return referred(profile, words, in: config) }
        let startURL = value(["sso_start_url", "granted_sso_start_url"], ["--start-url", "--sso-start-url", "-u"])
        let region = value(["sso_region", "granted_sso_region"], ["--region", "--sso-region"])
        let session =
            profile["sso_session"]?.value
            ?? config.sessionNames.first { name in
                startURL != nil && config.session(name)?["sso_start_url"]?.value == startURL
            } ?? (startURL == nil && config.sessionNames.count == 1 ? config.sessionNames.first : nil)
        var keys: [Diagnosis.PlainKey] = []
        if let session {
            keys.append(.init(key: "sso_session", value: session))
        } else if let startURL, let region {
            keys += [.init(key: "sso_start_url", value: startURL), .init(key: "sso_region", value: region)]
        } else {
            return nil
        }
        return keys + [.init(key: "sso_account_id", value: account), .init(key: "sso_role_name", value: role)]
    }

    /// A tool that only names another profile of this file: that profile's own settings.
    private static func referred(
        _ profile: Profile, _ words: [String], in config: SharedConfig
    ) -> [Diagnosis.PlainKey]? {
        guard let name = option(["--profile", "-p"], in: words) ?? words.last, name != profile.name,
            let other = config.profile(name), other["credential_process"] == nil
        else { return nil }
        let copied = ["sso_session", "sso_start_url", "sso_region", "sso_account_id", "sso_role_name"].compactMap {
            key in
            other[key].map { Diagnosis.PlainKey(key: key, value: $0.value) }
        }
        return copied.contains { $0.key == "sso_role_name" } ? copied : nil
    }

    private static func option(_ spellings: [String], in words: [String]) -> String? {
        for (index, word) in words.enumerated() {
            for spelling in spellings {
                if word == spelling, index + 1 < words.count { return words[index + 1] }
                if word.hasPrefix("\(spelling)=") { return String(word.dropFirst(spelling.count + 1)) }
            }
        }
        return nil
    }

    /// Account and role of `arn:aws:iam::123456789012:role/Name`.
    private static func role(_ arn: String) -> (account: String, role: String)? {
        let fields = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard fields.count == 6, fields[0] == "arn", AccountID.isValid(String(fields[4])),
            fields[5].hasPrefix("role/"), let name = fields[5].split(separator: "/").last
        else { return nil }
        return (String(fields[4]), String(name))
    }
}
