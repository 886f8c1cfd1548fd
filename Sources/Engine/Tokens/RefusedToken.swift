package import SystemKit

/// A note, beside a lock, of the refresh token that the service refused last: whoever holds the lock next and finds the
/// same token has its answer already. It holds a hash and no secret.
package struct RefusedToken: Sendable {
    private let files: any FileSystem
    private let path: String
    /// Seconds that a refusal is believed without asking again, should the service have been wrong.
    package static let validity: Int64 = 15 * 60

    package init(files: any FileSystem, path: String) {
        self.files = files
        self.path = path
    }

    /// What was said of this token, or nil if it was not refused lately.
    package func reason(_ token: Secret, at now: Instant) -> String? {
        guard let text = (try? files.read(path, limit: 4096)).flatMap({ $0 }), let note = JSON(text),
            note["token"]?.string == Self.hash(token), let refusedAt = note["refusedAt"]?.integer,
            (-60...Self.validity).contains(now.seconds(since: Instant(milliseconds: refusedAt)))
        else { return nil }
        return note["reason"]?.string
    }

    /// A disk that takes no note costs the others a request.
    package func note(_ token: Secret, reason: String, at now: Instant) {
        let text = JSON.object([
            "token": .string(Self.hash(token)), "reason": .string(reason), "refusedAt": .integer(now.milliseconds),
        ]).serialized(.python)
        _ = try? files.write(Array(text.utf8), to: path, .secret)
    }

    package func forget() { _ = try? files.remove(path) }

    private static func hash(_ token: Secret) -> String { CacheKey.digest(token.reveal()) }
}
