/// The user's home, without a name service: `HOME`, else this user's line in `/etc/passwd`.
package enum HomeFolder {
    package static func find(environment: Environment, files: any FileSystem, userID: UInt32) -> String? {
        if let home = environment.text("HOME") { return home }
        guard let bytes = try? files.read("/etc/passwd", limit: 4 << 20) else { return nil }
        return inPasswd(String(decoding: bytes, as: UTF8.self), userID: userID)
    }

    /// The sixth field of the first line whose third field is the user's number.
    package static func inPasswd(_ text: String, userID: UInt32) -> String? {
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            if fields.count >= 6, fields[2] == String(userID), !fields[5].isEmpty { return String(fields[5]) }
        }
        return nil
    }
}
