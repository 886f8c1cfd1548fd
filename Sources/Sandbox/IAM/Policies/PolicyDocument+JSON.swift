extension PolicyDocument {
    /// Reads the policy of a session, whose text came over the wire. Throws `MalformedPolicyDocument`.
    init(sessionPolicy text: String) throws(ServiceError) {
        guard let json = JSONText.decode(JSONValue.self, from: Array(text.utf8)) else {
            throw .malformedPolicy("This policy contains invalid Json")
        }
        guard case .object(let members) = json, Set(members.keys).isSubset(of: ["Version", "Id", "Statement"]),
            [nil, .string("2012-10-17"), .string("2008-10-17")].contains(members["Version"])
        else { throw .policySyntax }
        var statements: [PolicyStatement] = []
        var names: Set<String> = []
        for statement in Self.list(try Self.required(members["Statement"])) {
            guard case .object(let members) = statement else { throw .policySyntax }
            if let name = members["Sid"] {
                guard case .string(let text) = name, text.utf8.allSatisfy(Self.isAlphanumeric) else {
                    throw .malformedPolicy(
                        "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular "
                            + "expression [0-9A-Za-z]*")
                }
                guard names.insert(text).inserted else {
                    throw .malformedPolicy("Statement IDs (SID) in a single policy must be unique.")
                }
            }
            statements.append(try PolicyStatement(members))
        }
        self.init(statements: statements)
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
    }

    private static func required(_ value: JSONValue?) throws(ServiceError) -> JSONValue {
        guard let value else { throw .policySyntax }
        return value
    }

    /// One value may stand for a list of one.
    static func list(_ value: JSONValue) -> [JSONValue] {
        if case .array(let values) = value { return values }
        return [value]
    }

    static func texts(_ value: JSONValue) throws(ServiceError) -> [String] {
        var texts: [String] = []
        for item in list(value) {
            switch item {
            case .string(let text): texts.append(text)
            default: throw .policySyntax
            }
        }
        return texts
    }
}

extension ServiceError {
    static func malformedPolicy(_ message: String) -> ServiceError {
        ServiceError("MalformedPolicyDocument", message)
    }

    static let policySyntax = malformedPolicy("Syntax errors in policy.")
}
