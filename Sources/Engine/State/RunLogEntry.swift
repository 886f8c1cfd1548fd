package import SystemKit

/// A line of the log: what was run as whom. No argument of a command, and no key, has a place in it.
package struct RunLogEntry: Sendable, Hashable {
    package let at: Instant
    /// As it stands in the scoped session's description too, by which CloudTrail's record is found.
    package let runID: String
    /// The command of awsx, such as `exec`.
    package let kind: String
    package let profile: String?
    package let accountID: String?
    package let roleName: String?
    /// Of the role, where the configuration tells it.
    package let arn: String?
    package let scopes: [String]
    /// The rules that applied.
    package let rules: [String]
    package let tags: [String]
    package let reason: String?
    package let agent: String?
    /// The name of the program alone.
    package let command: String?
    package let folder: String?
    /// When the keys end; nil for keys that don't.
    package let expiresAt: Instant?
    /// Where awsx stayed the parent.
    package let exitStatus: Int32?

    package init(
        at: Instant, runID: String, kind: String, profile: String?, accountID: String?, roleName: String?,
        arn: String? = nil, scopes: [String] = [], rules: [String] = [], tags: [String] = [], reason: String? = nil,
        agent: String? = nil, command: String? = nil, folder: String? = nil, expiresAt: Instant? = nil,
        exitStatus: Int32? = nil
    ) {
        self.at = at
        self.runID = runID
        self.kind = kind
        self.profile = profile
        self.accountID = accountID
        self.roleName = roleName
        self.arn = arn
        self.scopes = scopes
        self.rules = rules
        self.tags = tags
        self.reason = reason
        self.agent = agent
        self.command = command
        self.folder = folder
        self.expiresAt = expiresAt
        self.exitStatus = exitStatus
    }

    package var json: JSON {
        .object([
            "accountId": .text(accountID), "agent": .text(agent), "arn": .text(arn), "at": .time(at),
            "command": .text(command), "exitStatus": exitStatus.map { .integer(Int64($0)) } ?? .null,
            "expiresAt": .time(expiresAt), "folder": .text(folder), "kind": .string(kind), "profile": .text(profile),
            "reason": .text(reason), "roleName": .text(roleName), "rules": .array(rules.map(JSON.string)),
            "runId": .string(runID), "scopes": .array(scopes.map(JSON.string)), "tags": .array(tags.map(JSON.string)),
        ])
    }

    /// Reads a line; nil for what is none.
    package init?(_ line: some Collection<UInt8>) {
        guard let json = JSON(Array(line)), let at = json["at"]?.string.flatMap({ Instant(iso8601: $0) }),
            let runID = json["runId"]?.string, let kind = json["kind"]?.string
        else { return nil }
        func texts(_ name: String) -> [String] { (json[name]?.array ?? []).compactMap(\.string) }
        self.init(
            at: at, runID: runID, kind: kind, profile: json["profile"]?.string, accountID: json["accountId"]?.string,
            roleName: json["roleName"]?.string, arn: json["arn"]?.string, scopes: texts("scopes"),
            rules: texts("rules"), tags: texts("tags"), reason: json["reason"]?.string, agent: json["agent"]?.string,
            command: json["command"]?.string, folder: json["folder"]?.string,
            expiresAt: json["expiresAt"]?.string.flatMap { Instant(iso8601: $0) },
            exitStatus: json["exitStatus"]?.integer.map { Int32(clamping: $0) })
    }
}
