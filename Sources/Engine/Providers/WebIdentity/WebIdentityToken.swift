import SystemKit

/// The token that proves a web identity: a file's text exactly as it stands (<doc:CredentialProviders>, Web identity).
enum WebIdentityToken {
    /// STS takes no longer ones, in bytes.
    private static let limit = 20_000

    static func load(_ setting: Setting, files: any FileSystem) throws(Failure) -> Secret {
        let path = setting.value
        let bytes: [UInt8]?
        do {
            bytes = try files.read(path, limit: limit)
        } catch {
            throw Failure(unreadable: error)
        }
        guard let bytes else {
            throw Failure(
                .fileUnreadable, "there is no web identity token file \(path)", at: setting.location,
                hint: "ls -ld \(DisplayedCommandWord.quoted(path))")
        }
        guard let token = token(bytes) else {
            throw Failure(
                .configInvalid, "\(path) contains no web identity token", at: setting.location,
                hint: "wc -c \(DisplayedCommandWord.quoted(path))")
        }
        return token
    }

    /// The token, if there is one.
    static func text(_ path: String, files: any FileSystem) -> Secret? {
        (try? files.read(path, limit: limit)).flatMap(\.self).flatMap(token)
    }

    private static func token(_ bytes: [UInt8]) -> Secret? {
        guard let text = String(validating: bytes, as: UTF8.self), text.utf8.count >= 4 else { return nil }
        return Secret(text)
    }
}
