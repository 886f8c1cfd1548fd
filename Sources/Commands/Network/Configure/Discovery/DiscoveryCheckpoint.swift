import Engine
import SystemKit

/// What is known of a session's roles while a discovery goes on, kept in the state folder (0600) so that one that was broken
/// off can go on, and so that one that has just ended need not be done again:
/// `{"v":1,"startUrl":…,"region":…,"accounts":{ID:{"at":SECONDS,"roles":[…]}}}`, and for one that ended
/// `"complete":{"at":SECONDS,"accounts":[{"id":…,"name":…,"email":…}]}`.
struct DiscoveryCheckpoint: Sendable {
    /// Seconds after which what is known of a discovery that was broken off is asked anew.
    static let lifetime: Int64 = 15 * 60
    /// Seconds for which a discovery that ended serves the next run, too.
    static let validity: Int64 = 5 * 60

    private let folder: PrivateFolder
    private let name: String
    private let session: SSOSession

    init(files: any FileSystem, state: StateFolder, session: SSOSession) {
        self.session = session
        folder = state.folder("discovery", files)
        name = "\(CacheKey.token(session)).json"
    }

    init(of session: SSOSession, in context: RuntimeContext) throws(Failure) {
        self.init(files: context.files, state: try StateFolder.of(context), session: session)
    }

    struct Entry: Sendable, Hashable {
        let roles: [String]
        let at: Instant
    }

    /// A discovery that ended.
    struct Completed: Sendable, Hashable {
        let entries: [RoleDiscovery.Entry]
        let at: Instant
    }

    /// The roles of accounts by their ids; none if there is no file, one that nobody could have written for this, or one
    /// of a discovery that ended.
    func load(at now: Instant) -> [String: Entry] {
        guard let json = read(), json["complete"] == nil else { return [:] }
        return entries(json).filter { (0...Self.lifetime).contains(now.seconds(since: $0.value.at)) }
    }

    /// What a discovery found that ended a short time ago.
    func completed(at now: Instant) -> Completed? {
        guard let json = read(), let complete = json["complete"], let seconds = complete["at"]?.integer,
            let accounts = complete["accounts"]?.array
        else { return nil }
        let at = Instant(seconds: seconds)
        // A time to come is a clock that was wrong.
        guard (0..<Self.validity).contains(now.seconds(since: at)) else { return nil }
        let known = entries(json)
        return Completed(
            entries: accounts.compactMap { account in
                guard let id = account["id"]?.string else { return nil }
                return RoleDiscovery.Entry(
                    account: Account(id: id, name: account["name"]?.string, emailAddress: account["email"]?.string),
                    roles: known[id]?.roles ?? [])
            }, at: at)
    }

    func save(_ known: [String: Entry]) throws(Failure) { try write(known, complete: nil) }

    func save(completed entries: [RoleDiscovery.Entry], at now: Instant) throws(Failure) {
        let known = Dictionary(entries.map { ($0.account.id, Entry(roles: $0.roles ?? [], at: now)) }) { first, _ in
            first
        }
        let accounts = entries.map { entry in
            JSON.object([
                "id": .string(entry.account.id), "name": .text(entry.account.name),
                "email": .text(entry.account.emailAddress),
            ])
        }
        try write(known, complete: .object(["at": .integer(now.seconds), "accounts": .array(accounts)]))
    }

    private func read() -> JSON? {
        guard let bytes = try? folder.read(name, limit: 16 << 20), let json = JSON(bytes), json["v"]?.integer == 1,
            json["startUrl"]?.string == session.startURL, json["region"]?.string == session.region
        else { return nil }
        return json
    }

    private func entries(_ json: JSON) -> [String: Entry] {
        var known: [String: Entry] = [:]
        for member in json["accounts"]?.members ?? [] {
            guard let seconds = member.value["at"]?.integer, let roles = member.value["roles"]?.array else { continue }
            known[member.name] = Entry(roles: roles.compactMap(\.string), at: Instant(seconds: seconds))
        }
        return known
    }

    private func write(_ known: [String: Entry], complete: JSON?) throws(Failure) {
        let accounts = known.sorted { $0.key < $1.key }.map { id, entry in
            JSON.Member(
                id,
                .object([
                    "at": .integer(entry.at.seconds), "roles": .array(entry.roles.map(JSON.string)),
                ]))
        }
        let json = JSON.object([
            "v": .integer(1), "startUrl": .string(session.startURL), "region": .string(session.region),
            "accounts": .object(accounts), "complete": complete,
        ])
        try folder.write(json.serialized(.python), to: name)
    }

    func remove() throws(Failure) { try folder.remove(name) }
}
