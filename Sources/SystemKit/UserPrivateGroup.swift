/// A group that a system made for one person alone (user private groups): what it may write, only that person may.
package enum UserPrivateGroup {
    /// Where systems begin to number people.
    private static let firstPerson: UInt32 = 1000

    /// Whether a group is the user's own and nobody else's, by the machine's own files; a group that only a name service
    /// knows is not.
    package static func isOwned(by userID: UInt32, _ group: UInt32, _ files: any FileSystem) -> Bool {
        guard group >= firstPerson, let users = try? files.read("/etc/passwd", limit: 4 << 20),
            let groups = try? files.read("/etc/group", limit: 4 << 20)
        else { return false }
        return isOwned(
            by: userID, group, users: String(decoding: users, as: UTF8.self),
            groups: String(decoding: groups, as: UTF8.self))
    }

    /// The same, by the texts of `/etc/passwd` and `/etc/group`: the group is called like the user, nobody else has it as
    /// the first group, and nobody else is a member. Groups below 1000 are a system's: programs run with them.
    package static func isOwned(by userID: UInt32, _ group: UInt32, users: String, groups: String) -> Bool {
        guard group >= firstPerson else { return false }
        let first = records(users).filter { $0.count >= 4 && $0[3] == String(group) }
        guard first.count == 1, first[0][2] == String(userID) else { return false }
        let named = records(groups).filter { $0.count >= 3 && $0[2] == String(group) }
        guard named.count == 1, named[0][0] == first[0][0] else { return false }
        let members = named[0].count > 3 ? named[0][3].split(separator: ",") : []
        return members.allSatisfy { $0 == first[0][0] }
    }

    private static func records(_ text: String) -> [[Substring]] {
        text.split(separator: "\n").map { $0.split(separator: ":", omittingEmptySubsequences: false) }
    }
}
