package import ArgumentParser
package import Engine
package import SystemKit

/// What makes credentials less than they are: scopes and policies for any that are temporary, the rest for roles that are
/// assumed.
package struct RoleSessionRestrictionOptions: ParsableArguments {
    @OptionGroup package var scope: ScopeOption

    @Flag(help: "Allow only reading: --scope read-strict.")
    package var readOnly = false

    @Option(
        name: .customLong("policy-arn"), parsing: .singleValue,
        help: ArgumentHelp(
            "A managed policy to use as session policy of an assumed role; can be repeated.", valueName: "arn"))
    package var policyARNs: [String] = []

    @Option(
        name: .customLong("policy"), parsing: .singleValue,
        help: ArgumentHelp("A file with a policy in JSON; only what it allows is allowed.", valueName: "file"),
        completion: .file())
    package var policies: [String] = []

    @Option(
        name: .customLong("tag"), parsing: .singleValue,
        help: ArgumentHelp("A session tag of an assumed role; can be repeated.", valueName: "key=value"))
    package var tags: [String] = []

    @Option(help: "The source identity of an assumed role to record in CloudTrail.")
    package var sourceIdentity: String?

    @Option(
        help: """
            How long the credentials are valid: 15m to 12h for an assumed role, at most 1h if another role assumes it.
            """,
        completion: .list(["15m", "30m", "1h"]))
    package var duration: TimeLeft?

    @OptionGroup package var mfa: MFAOption

    package init() {}

    package mutating func validate() throws {
        if readOnly, !policyARNs.isEmpty || !policies.isEmpty {
            throw ValidationError("--read-only can't be combined with another session policy")
        }
        if policies.count > 1 {
            throw ValidationError("AWS accepts one policy document: put all statements into one file for --policy")
        }
        if policyARNs.count > 10 { throw ValidationError("AWS accepts at most ten managed policies") }
        if let wrong = policyARNs.first(where: { !$0.hasPrefix("arn:") || !$0.contains(":policy/") }) {
            throw ValidationError("\(wrong) is not the ARN of a policy")
        }
        if let duration, duration.seconds < 1 { throw ValidationError("--duration must be at least 1s") }
        if let sourceIdentity, !Self.isIdentity(sourceIdentity) {
            throw ValidationError("a source identity has 2 to 64 letters, digits or any of _ + = , . @ -")
        }
        _ = try sessionTags()
    }

    /// Reads the policy file.
    ///
    /// Throws: `.fileUnreadable`, `.configInvalid` for one that holds no JSON object.
    package func limits(files: any FileSystem) throws -> RoleSessionRestrictions {
        var limits = RoleSessionRestrictions()
        limits.isReadOnly = readOnly
        limits.policyARNs = policyARNs
        limits.policy = try policies.first.map { try document($0, files) }
        limits.tags = try sessionTags()
        limits.sourceIdentity = sourceIdentity
        limits.durationSeconds = duration?.seconds
        return limits
    }

    /// The document without blanks: AWS counts every character.
    private func document(_ path: String, _ files: any FileSystem) throws(Failure) -> String {
        let bytes: [UInt8]?
        do {
            bytes = try files.read(path, limit: 1 << 20)
        } catch {
            throw Failure(unreadable: error)
        }
        guard let bytes else {
            throw Failure(
                .fileUnreadable, "there is no policy file \(path)", at: .argument("--policy"),
                hint: near(path, files) ?? "give a file that contains a policy in JSON, or use --read-only"
            )
        }
        guard let json = JSON(bytes), json.members != nil else {
            throw Failure(
                .configInvalid, "the policy is not a JSON object", at: .file(path, line: nil),
                hint: "write {\"Version\": \"2012-10-17\", \"Statement\": […]}")
        }
        return json.serialized(.minified)
    }

    /// A file beside it with a name much like its own; nil if there is none.
    private func near(_ path: String, _ files: any FileSystem) -> String? {
        let cut = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
        let folder = String(path[..<cut])
        let names = (try? files.list(folder.isEmpty ? "." : folder)) ?? nil
        return SimilarNames.question(SimilarNames.of(String(path[cut...]), among: names ?? []), prefix: folder)
    }

    private func sessionTags() throws -> [RoleSessionRestrictions.Tag] {
        var tags: [RoleSessionRestrictions.Tag] = []
        for text in self.tags {
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw ValidationError("--tag needs KEY=VALUE, not \(text)")
            }
            let tag = RoleSessionRestrictions.Tag(
                key: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
            guard !tags.contains(where: { $0.key.lowercased() == tag.key.lowercased() }) else {
                throw ValidationError("the tag \(tag.key) was given twice")
            }
            tags.append(tag)
        }
        return tags
    }

    private static func isIdentity(_ text: String) -> Bool {
        (2...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                Unicode.Scalar(byte).properties.isAlphabetic && byte < 0x80 || (0x30...0x39).contains(byte)
                    || "_+=,.@-".utf8.contains(byte)
            }
    }
}
