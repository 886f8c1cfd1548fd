/// A template of the prompt segment, such as `{profile} {region} {time}`.
struct PromptFormat: Sendable {
    static let usual = PromptFormat("{profile} {scope} {keys} {region} {time}")

    /// What a template may ask for.
    enum Field: String, CaseIterable { case profile, account, role, scope, region, keys, login, time }

    private enum Piece {
        case text(String)
        case field(Field)
    }

    private let pieces: [Piece]
    /// Whether it asks for the time, which the shells put in by themselves.
    let hasTime: Bool
    /// Whether it asks for the mark of a sign-in that comes to its end.
    let hasLogin: Bool

    /// Braces around anything but a field stand for themselves; the time stands once.
    init(_ template: String) {
        var pieces: [Piece] = []
        var hasTime = false
        var hasLogin = false
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { break }
            if let field = Field(rawValue: String(rest[rest.index(after: open)..<close])) {
                pieces.append(.text(String(rest[..<open])))
                if field != .time || !hasTime { pieces.append(.field(field)) }
                hasTime = hasTime || field == .time
                hasLogin = hasLogin || field == .login
                rest = rest[rest.index(after: close)...]
            } else {
                pieces.append(.text(String(rest[...open])))
                rest = rest[rest.index(after: open)...]
            }
        }
        self.pieces = pieces + [.text(String(rest))]
        self.hasTime = hasTime
        self.hasLogin = hasLogin
    }

    /// The text with values filled in; blanks beside what is empty are dropped.
    func filled(_ values: (Field) -> String) -> String {
        var shown = ""
        for piece in pieces {
            let text =
                switch piece {
                case .text(let text): text
                case .field(let field): values(field)
                }
            for character in text {
                if character == " ", shown.isEmpty || shown.last == " " { continue }
                shown.append(character)
            }
        }
        if shown.last == " " { shown.removeLast() }
        return shown
    }

    /// What stands before and after the time.
    func filledAroundTime(_ values: (Field) -> String) -> (head: String, tail: String) {
        // A character that no harmless text holds marks the place.
        let mark: Character = "\u{1}"
        let text = filled { $0 == .time ? String(mark) : values($0) }
        guard let location = text.firstIndex(of: mark) else { return (text, "") }
        return (String(text[..<location]), String(text[text.index(after: location)...].filter { $0 != mark }))
    }
}
