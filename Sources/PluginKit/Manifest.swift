package import Engine

/// What a plugin is, readable without running it: a built-in one's value, or the file `awsx-NAME.json` beside an
/// external one.
package struct Manifest: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable { case command, provider, segment, hook }

    /// Which credentials a plugin wants to be given.
    package enum CredentialNeed: String, Sendable { case none, profile, any }

    package let name: String
    package let version: String
    package let kinds: [Kind]
    /// One line for `awsx help` and completion.
    package let summary: String
    package let needs: CredentialNeed
    /// Names of variables that it wants to keep. A name of `EnvironmentKey.keys` among them is of no effect.
    package let environment: [String]
    /// Whether `--json` among its words asks for JSON; not so where the words may be another program's.
    package let answersInJSON: Bool
    /// A command that awsx's own scripts call, and no person: listed nowhere.
    package let isHidden: Bool

    package init(
        name: String, version: String = Version.text, kinds: [Kind] = [.command], summary: String,
        needs: CredentialNeed = .none, environment: [String] = [], answersInJSON: Bool = true,
        isHidden: Bool = false
    ) {
        self.name = name
        self.version = version
        self.kinds = kinds
        self.summary = summary
        self.needs = needs
        self.environment = environment
        self.answersInJSON = answersInJSON
        self.isHidden = isHidden
    }

    /// The protocol that this awsx speaks with plugins.
    package static let protocolVersion: Int64 = 1

    /// Reads a manifest file.
    ///
    /// - Throws: `.pluginBroken` with what is wrong in it.
    package init(parsing bytes: [UInt8], path: String) throws(Failure) {
        func broken(_ why: String) -> Failure {
            Failure(.pluginBroken, "the plugin manifest \(why)", at: .file(path, line: nil))
        }
        let json: JSON
        do { json = try JSON(parsing: bytes) } catch { throw broken("is no JSON: \(error.reason)") }
        guard json["schema"]?.integer == 1 else { throw broken("has another schema than 1") }
        guard let name = json["name"]?.string, Self.isName(name) else { throw broken("has no valid name") }
        guard let version = json["version"]?.string, let summary = json["summary"]?.string else {
            throw broken("lacks version or summary")
        }
        let kinds = (json["kinds"]?.array ?? []).compactMap(\.string).compactMap(Kind.init)
        guard !kinds.isEmpty else { throw broken("names no kind (command, provider, segment, hook)") }
        let least = json["protocol"]?["min"]?.integer ?? 1
        let most = json["protocol"]?["max"]?.integer ?? 1
        guard (least...max(least, most)).contains(Self.protocolVersion) else {
            throw broken("wants protocol \(least) to \(most), and this awsx speaks \(Self.protocolVersion)")
        }
        self.init(
            name: name, version: version, kinds: kinds, summary: summary,
            needs: json["needs"]?["credentials"]?.string.flatMap(CredentialNeed.init) ?? .none,
            environment: (json["env"]?.array ?? []).compactMap(\.string))
    }

    /// Lower-case letters, digits and inner dashes: a name becomes part of a path.
    package static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7a).contains(first), text.utf8.last != 0x2d,
            text.utf8.count <= 64
        else { return false }
        return text.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d }
    }
}
