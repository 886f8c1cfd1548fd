import Engine

/// How a profile is named after its role: text with fields such as `{session}-{account|slug}-{role|lower}`.
struct NameTemplate: Sendable, Hashable {
    /// `ORG-ACCOUNT-ROLE`: what `configure sso` offers and `configure sync` writes unless told otherwise.
    static let standard = NameTemplate(
        pieces: [
            .field(.session, [.slug]), .text("-"), .field(.account, [.slug]), .text("-"), .field(.role, [.slug]),
        ])

    enum Piece: Sendable, Hashable {
        case text(String)
        case field(Field, [TemplateFilter])
    }

    /// What a field stands for.
    enum Field: String, Sendable, CaseIterable {
        case session, org, account, id, email, role, region
    }

    let pieces: [Piece]

    /// Whether roles of several regions get names of their own.
    var namesRegion: Bool {
        pieces.contains {
            if case .field(.region, _) = $0 { true } else { false }
        }
    }

    /// This template, the region added at the end.
    var withRegion: NameTemplate { NameTemplate(pieces: pieces + [.text("-"), .field(.region, [])]) }

    /// The name for a role: never with control characters or what ends a header; empty if nothing is left.
    ///
    /// An account without a usable name is named by its id.
    func name(for role: GrantedRole, region: String?) -> String {
        let name = pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .field(let field, let helpers): value(of: field, role, region, helpers)
            }
        }.joined()
        return TemplateFilter.trim.apply(to: name)
    }

    private func value(
        of field: Field, _ role: GrantedRole, _ region: String?, _ helpers: [TemplateFilter]
    ) -> String {
        let choices: [String?] =
            switch field {
            case .session:
                role.session.utf8.allSatisfy { $0 < 0x80 } ? [role.session] : [role.session, role.organisation]
            case .org: [role.organisation]
            case .account: [role.account.name, role.account.id]
            case .id: [role.account.id]
            case .email: [role.account.emailAddress, role.account.id]
            case .role: [role.role]
            case .region: [region]
            }
        for choice in choices {
            let plain = TemplateFilter.harmless(choice ?? "")
            let value = helpers.reduce(plain) { $1.apply(to: $0) }
            if !value.isEmpty { return value }
        }
        return ""
    }
}

extension NameTemplate {
    /// Reads a template.
    ///
    /// - Throws: `usage`, or `config-invalid` for one of a file, with the fields and helpers that there are.
    init(parsing text: String, at location: SourceLocation) throws(Failure) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw Self.wrong("the name template \(text) has a { without a }", location)
            }
            let words = rest[rest.index(after: open)..<close].split(separator: "|", omittingEmptySubsequences: false)
            guard let field = Field(rawValue: String(words[0])) else {
                throw Self.wrong("the name template \(text) has an unknown field {\(words[0])}", location)
            }
            var helpers: [TemplateFilter] = []
            for word in words.dropFirst() {
                guard let helper = TemplateFilter(word) else {
                    throw Self.wrong("the name template \(text) has an unknown helper |\(word)", location)
                }
                helpers.append(helper)
            }
            pieces.append(.field(field, helpers))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        guard pieces.contains(where: { if case .field = $0 { true } else { false } }) else {
            throw Self.wrong(
                "the name template \"\(text)\" has no field, so all profiles would get the same name", location)
        }
        guard TemplateFilter.harmless(text) == text else {
            throw Self.wrong("the name template contains characters that a profile name can't have", location)
        }
        self.pieces = pieces
    }

    private static func wrong(_ message: String, _ location: SourceLocation) -> Failure {
        let fields = Field.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
        let isTyped = if case .argument = location { true } else { false }
        return Failure(
            isTyped ? .usage : .configInvalid, message, at: location,
            hint: "fields: \(fields); helpers: \(TemplateFilter.help)")
    }
}
