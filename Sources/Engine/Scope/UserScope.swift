import SystemKit

/// A scope that a user or an administrator defines, `[scope NAME]` of awsx's configuration: what `allow` lists, less what
/// `deny` lists, and the statements of a `policy-file`.
package struct UserScope: Sendable {
    package let name: String
    package let location: SourceLocation
    package let grant: ScopeGrant

    static let header = "scope "

    /// The name of the scope that a section of this header defines; nil for another section.
    static func name(ofHeader header: String) -> String? {
        header.hasPrefix(Self.header) ? String(header.dropFirst(Self.header.count)) : nil
    }

    private static let keys = ["allow", "deny", "policy-file"]

    /// - Throws: `.configInvalid` for what can't be understood: a scope that is misspelt must not let more through.
    init(
        _ name: String, _ settings: [(key: String, setting: Setting)], at location: SourceLocation, home: String?,
        files: any FileSystem
    ) throws(Failure) {
        guard ScopePreset.named(name) == nil else {
            throw Failure(
                .configInvalid, "\(name) is the name of a scope that awsx has", at: location,
                hint: "give [scope \(name)] another name")
        }
        self.name = name
        self.location = location
        if let unknown = settings.first(where: { !Self.keys.contains($0.key) }) {
            throw Failure(
                .configInvalid, "unknown setting \(DisplayedCommandWord.quoted(unknown.key)) in [scope \(name)]",
                at: unknown.setting.location, hint: "use allow, deny or policy-file")
        }
        func setting(_ key: String) -> Setting? { settings.last { $0.key == key }?.setting }
        let allow = try setting("allow").map { value throws(Failure) in try Self.actions(value, "allow") } ?? []
        let deny = try setting("deny").map { value throws(Failure) in try Self.actions(value, "deny") } ?? []
        let file = setting("policy-file")
        guard !allow.isEmpty || file != nil else {
            throw Failure(
                .configInvalid, "[scope \(name)] allows nothing: it has neither allow nor policy-file",
                at: location,
                hint: "add allow = SERVICE:ACTION …, or allow = * for all that deny doesn't name")
        }
        var grant = ScopeGrant(allow: allow, deny: deny)
        if let file {
            let path = try Self.path(file, home: home)
            let document = try PolicyDocument.load(path, by: file.location, files: files).grant
            if allow.isEmpty, deny.isEmpty {
                grant = document
            } else {
                if document.isOlder {
                    throw Failure(
                        .configInvalid, "the policy can't be joined with allow or deny, since it has another Version",
                        at: .file(path, line: nil), hint: "write \"Version\": \"2012-10-17\" in it")
                }
                grant.document = document.document
            }
        }
        if let (allowed, denied) = grant.takenAway(by: grant.denies) {
            throw Failure(
                .configInvalid, "[scope \(name)] allows \(allowed.text), but also denies it with \(denied.text)",
                at: location, hint: "remove one of the two")
        }
        self.grant = grant
    }

    private static func actions(_ setting: Setting, _ key: String) throws(Failure) -> [String] {
        let words = setting.value.split { $0 == " " || $0 == "," || $0 == "\n" || $0 == "\t" }.map(String.init)
        guard !words.isEmpty else {
            throw Failure(
                .configInvalid, "\(key) is empty", at: setting.location,
                hint: "write actions on one line, such as \(key) = s3:Get* s3:List*")
        }
        for word in words {
            guard let fault = ActionPattern(word).fault else { continue }
            throw Failure(
                .configInvalid, "\(DisplayedCommandWord.quoted(word)) \(fault)", at: setting.location,
                hint: "write actions such as s3:GetObject or s3:Get*")
        }
        return words
    }

    /// A relative path begins at the folder of the configuration that names it.
    private static func path(_ setting: Setting, home: String?) throws(Failure) -> String {
        if setting.value.hasPrefix("/") { return setting.value }
        if setting.value.hasPrefix("~/"), let home { return "\(home)/\(setting.value.dropFirst(2))" }
        guard !setting.value.isEmpty, !setting.value.hasPrefix("~"), case .file(let config, _) = setting.location else {
            throw Failure(
                .configInvalid, "policy-file \(DisplayedCommandWord.quoted(setting.value)) is not a path",
                at: setting.location,
                hint: "write policy-file = /path/to/policy.json")
        }
        return config.parentFolder.appendingPath(setting.value)
    }
}
