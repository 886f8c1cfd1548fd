package import SystemKit

/// The profiles whose `credential_process` are being answered, outermost first: one CSV row in
/// `_AWS_CLI_PROFILE_CHAIN`, which the AWS CLI reads and extends as well (<doc:AWSCLICommands>, Guard against
/// recursion).
package struct CredentialProcessLoopGuard: Sendable, Hashable {
    private let names: [String]
    /// The AWS CLI's limit.
    private static let longest = 4

    package init(_ environment: Environment) {
        names = environment.text(EnvironmentKey.profileChain).map(Self.fields) ?? []
    }

    private init(names: [String]) { self.names = names }

    /// - Throws: `.configInvalid` for a profile that is being answered already, or for too long a chain.
    package func appending(_ name: String) throws(Failure) -> CredentialProcessLoopGuard {
        let path = (names + [name]).joined(separator: " → ")
        if names.contains(name) {
            throw Failure(
                .configInvalid, "credential_process forms a loop: \(path)", at: .variable(EnvironmentKey.profileChain),
                hint: "use other credentials in \(DisplayedCommandWord.quoted(name))")
        }
        guard names.count < Self.longest else {
            throw Failure(
                .configInvalid, "credential_process is nested too deeply: \(path)",
                at: .variable(EnvironmentKey.profileChain), hint: "shorten the chain of profiles")
        }
        return CredentialProcessLoopGuard(names: names + [name])
    }

    /// The row, quoted where CSV needs it (RFC 4180).
    package var text: String {
        names.map { name in
            guard name.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return name }
            return "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        }.joined(separator: ",")
    }

    private static func fields(_ row: String) -> [String] {
        var fields: [String] = [""]
        var isQuoted = false
        var scalars = row.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where isQuoted && scalars.first == "\"":
                fields[fields.count - 1].unicodeScalars.append("\"")
                scalars.removeFirst()
            case "\"" where isQuoted || fields[fields.count - 1].isEmpty: isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            case "\r" where !isQuoted, "\n" where !isQuoted: continue
            default: fields[fields.count - 1].unicodeScalars.append(scalar)
            }
        }
        return fields
    }
}
