package import Engine
import SystemKit

extension PluginLease {
    /// Reads the `ok` of `credentials.get`. No value of it is ever shown.
    ///
    /// - Parameter files: of the plugin that answered.
    package init(answer ok: JSON, files: FileVersions) throws(PluginFault) {
        let accountID = try Self.text("accountId", ok)
        guard AccountID.isValid(accountID) else { throw .unreadable("its accountId is not 12 digits") }
        let arn = try Self.text("arn", ok)
        let fields = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard fields.count == 6, fields[0] == "arn", ["iam", "sts"].contains(fields[2]), !fields[5].isEmpty else {
            throw .unreadable("its arn is not that of a user or of a role session")
        }
        guard fields[4] == accountID else { throw .unreadable("its arn and its accountId are of different accounts") }
        let expiration = try Self.time("expiresAt", ok)
        var kept: Instant?
        switch ok["cache"] {
        case nil, .null?, .string("never")?: break
        default: kept = try Self.time("cache", ok)
        }
        if let limit = kept {
            guard let expiration else { throw .unreadable("it has cache but no expiresAt") }
            kept = min(limit, expiration)
        }
        let token = ok["sessionToken"] ?? .null
        self.init(
            credentials: Credentials(
                accessKeyID: try Self.text("accessKeyId", ok),
                secretAccessKey: Secret(try Self.text("secretAccessKey", ok)),
                sessionToken: token == .null ? nil : Secret(try Self.text("sessionToken", ok)), expiration: expiration,
                accountID: accountID),
            accountID: accountID, arn: arn, keptUntil: kept, id: try Self.lease(ok), files: files)
    }

    /// A text that can stand in a header: what is none goes nowhere.
    private static func text(_ name: String, _ json: JSON) throws(PluginFault) -> String {
        guard let member = json[name], member != .null else { throw .unreadable("it has no \(name)") }
        guard let text = member.string, text.isVisibleASCII else {
            throw .unreadable("its \(name) is not text of printable ASCII characters")
        }
        return text
    }

    private static func lease(_ json: JSON) throws(PluginFault) -> String? {
        guard let member = json["lease"], member != .null else { return nil }
        guard let text = member.string, text.utf8.count <= 1024 else {
            throw .unreadable("its lease is not text of at most 1024 bytes")
        }
        return text
    }

    private static func time(_ name: String, _ json: JSON) throws(PluginFault) -> Instant? {
        guard let member = json[name], member != .null else { return nil }
        guard let time = member.string.flatMap(Instant.init(iso8601:)) else {
            throw .unreadable("its \(name) is not a time such as 2026-11-21T09:30:00Z")
        }
        return time
    }
}
