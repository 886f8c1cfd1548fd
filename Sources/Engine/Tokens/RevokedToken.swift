package import SystemKit

/// A note, beside a token's file, of the token that AWS takes no more although its file says otherwise: who reads files
/// only (the prompt, `status`) knows as well, and whoever holds the lock next and finds the same token has its answer
/// already. A new token ends it. It holds a hash and no secret.
package struct RevokedToken: Sendable {
    private let files: any FileSystem
    private let path: String
    /// Seconds that nobody asks again, should the service have been wrong.
    package static let validity: Int64 = 15 * 60

    package init(files: any FileSystem, path: String) {
        self.files = files
        self.path = path
    }

    /// Whether it is this token that was noted, however long ago.
    package func matches(_ token: Secret) -> Bool { entry(of: token) != nil }

    /// What was said of this token; nil if that was not lately.
    package func reason(_ token: Secret, at now: Instant) -> String? {
        guard let entry = entry(of: token), let revokedAt = entry["revokedAt"]?.integer,
            (-60...Self.validity).contains(now.seconds(since: Instant(milliseconds: revokedAt)))
        else { return nil }
        return entry["reason"]?.string
    }

    /// Keeps it, if that can be: it is of use to others, and no reason for a failure.
    package func note(_ token: Secret, reason: String, at now: Instant) {
        let text = JSON.object([
            "token": .string(Self.hash(token)), "reason": .string(reason), "revokedAt": .integer(now.milliseconds),
        ]).serialized(.python)
        _ = try? files.write(Array(text.utf8), to: path, .ownNote)
    }

    package func forget() { _ = try? files.remove(path) }

    private func entry(of token: Secret) -> JSON? {
        guard let text = (try? files.read(path, limit: 4096)).flatMap({ $0 }), let note = JSON(text),
            note["token"]?.string == Self.hash(token)
        else { return nil }
        return note
    }

    private static func hash(_ token: Secret) -> String { CacheKey.digest(token.reveal()) }
}
