package import SystemKit

/// A policy document of the user's own, checked as far as AWS's refusals can be foreseen (<doc:ScopedCredentials>, Actions).
package struct PolicyDocument: Sendable, Hashable {
    /// Without blanks, since AWS counts them.
    package let text: String
    package let statements: [JSON]
    /// It is for an older version of the policy language.
    package let isOlder: Bool

    /// More than any policy that AWS takes, with all its blanks.
    private static let largest = 1 << 20

    /// Reads a file.
    ///
    /// - Parameter reference: what names the file.
    /// - Throws: `.fileUnreadable`; `.configInvalid` for what is no policy.
    package static func load(
        _ path: String, by reference: SourceLocation, files: any FileSystem
    ) throws(Failure) -> PolicyDocument {
        let bytes: [UInt8]?
        do {
            bytes = try files.read(path, limit: largest)
        } catch {
            throw Failure(unreadable: error)
        }
        guard let bytes else {
            throw Failure(
                .fileUnreadable, "there is no policy file \(path)", at: reference,
                hint: "give a file that contains a policy in JSON", status: .configuration)
        }
        return try PolicyDocument(parsing: bytes, at: .file(path, line: nil))
    }

    package init(parsing bytes: [UInt8], at location: SourceLocation) throws(Failure) {
        let json: JSON
        do throws(JSON.Malformed) {
            json = try JSON(parsing: bytes)
        } catch {
            throw Self.invalid("is not JSON: \(error.reason), at byte \(error.offset)", location)
        }
        guard json.members != nil else { throw Self.invalid("is not a JSON object", location) }
        let statements: [JSON]
        switch json["Statement"] {
        case .array(let list)? where !list.isEmpty: statements = list
        case .object(let members)?: statements = [.object(members)]
        default: throw Self.invalid("has no Statement", location)
        }
        if let character = Self.strangeCharacter(in: json) {
            throw Self.invalid(
                "has the character U+\(character), and AWS accepts only U+0020 to U+00FF, tabs and line breaks",
                location)
        }
        for (index, statement) in statements.enumerated() {
            if let fault = Self.fault(of: statement) {
                throw Self.invalid("has a fault in statement \(index + 1): \(fault)", location)
            }
        }
        self.statements = statements
        isOlder = json["Version"]?.string != "2012-10-17"
        text = json.serialized(.minified)
    }

    package var grant: ScopeGrant {
        var grant = ScopeGrant(allows: .only([]), document: statements)
        grant.wholeDocument = text
        grant.isOlder = isOlder
        return grant
    }

    private static func invalid(_ what: String, _ location: SourceLocation) -> Failure {
        Failure(
            .configInvalid, "the policy \(what)", at: location,
            hint:
                "write {\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:Get*\", \"Resource\": \"*\"}]}"
        )
    }

    private static func fault(of statement: JSON) -> String? {
        guard statement.members != nil else { return "it is not an object" }
        guard let effect = statement["Effect"]?.string, ["Allow", "Deny"].contains(effect) else {
            return "Effect is neither Allow nor Deny"
        }
        if statement["Principal"] != nil || statement["NotPrincipal"] != nil {
            return "a scope has no Principal: it is always for the run itself"
        }
        guard let actions = statement["Action"] ?? statement["NotAction"] else { return "it has no Action" }
        let words = actions.string.map { [JSON.string($0)] } ?? actions.array ?? []
        guard !words.isEmpty else { return "its Action is neither a text nor a list" }
        for word in words {
            guard let text = word.string else { return "an Action is not a text" }
            if let fault = ActionPattern(text).fault { return "\(text) \(fault)" }
        }
        return nil
    }

    /// The first character of a text in it that AWS doesn't take, in hexadecimal.
    private static func strangeCharacter(in json: JSON) -> String? {
        switch json {
        case .string(let text): return strangeCharacter(in: text)
        case .array(let values): return values.lazy.compactMap(strangeCharacter).first
        case .object(let members):
            return members.lazy.compactMap { strangeCharacter(in: $0.name) ?? strangeCharacter(in: $0.value) }.first
        case .null, .bool, .number: return nil
        }
    }

    private static func strangeCharacter(in text: String) -> String? {
        let strange = text.unicodeScalars.first { scalar in
            switch scalar.value {
            case 0x09, 0x0a, 0x0d, 0x20...0xff: false
            default: true
            }
        }
        guard let digits = strange.map({ String($0.value, radix: 16, uppercase: true) }) else { return nil }
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
