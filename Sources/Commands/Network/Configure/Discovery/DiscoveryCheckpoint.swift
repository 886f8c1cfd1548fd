import Engine
import SystemKit

/// What is known of a session's roles while a discovery goes on, kept in the state folder (0600) so that one that was broken
/// off can go on: `{"v":1,"startUrl":…,"region":…,"accounts":{ID:{"at":SECONDS,"roles":[…]}}}`.
struct DiscoveryCheckpoint: Sendable {
    /// Seconds after which what is known is asked anew.
    static let lifetime: Int64 = 15 * 60

    private let folder: PrivateFolder
    private let name: String
    private let session: SSOSession

    init(files: any FileSystem, state: StateFolder, session: SSOSession) {
        self.session = session
        folder = state.folder("discovery", files)
        name = "\(CacheKey.token(session)).json"
    }

    struct Entry: Sendable, Hashable {
        let roles: [String]
        let at: Instant
    }

    /// The roles of accounts by their ids; none if there is no file, or one that nobody could have written for this.
    func load(at now: Instant) -> [String: Entry] {
        guard let bytes = try? folder.read(name, limit: 16 << 20), let json = JSON(bytes), json["v"]?.integer == 1,
            json["startUrl"]?.string == session.startURL, json["region"]?.string == session.region
        else { return [:] }
        var known: [String: Entry] = [:]
        for member in json["accounts"]?.members ?? [] {
            guard let seconds = member.value["at"]?.integer, let roles = member.value["roles"]?.array else { continue }
            let at = Instant(seconds: seconds)
            // A time to come is a clock that was wrong.
            guard (0...Self.lifetime).contains(now.seconds(since: at)) else { continue }
            known[member.name] = Entry(roles: roles.compactMap(\.string), at: at)
        }
        return known
    }

    func save(_ known: [String: Entry]) throws(Failure) {
        let accounts = known.sorted { $0.key < $1.key }.map { id, entry in
            JSON.Member(
                id,
                .object([
                    "at": .integer(entry.at.seconds), "roles": .array(entry.roles.map(JSON.string)),
                ]))
        }
        let json = JSON.object([
            "v": .integer(1), "startUrl": .string(session.startURL), "region": .string(session.region),
            "accounts": .object(accounts),
        ])
        try folder.write(json.serialized(.python), to: name)
    }

    func remove() throws(Failure) { try folder.remove(name) }
}
