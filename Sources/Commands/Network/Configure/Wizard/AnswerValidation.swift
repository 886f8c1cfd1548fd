import Engine
import SystemKit

/// What an answer must be; every complaint is one that a person can act on.
enum AnswerValidation {
    static let standardScopes = "sso:account:access"
    static let outputs = ["json", "text", "table", "yaml", "yaml-stream", "off"]

    /// A session's or profile's name. A blank would have to be quoted, and most SDKs don't read that.
    static func name(_ text: String, of kind: String, isKnown: Bool) throws(Failure) -> String {
        if isKnown { return text }
        guard !text.isEmpty, TemplateFilter.harmless(text) == text, !text.contains(where: \.isWhitespace) else {
            throw Failure(
                .usage, "\"\(text)\" is not a valid \(kind) name",
                hint: "use letters, digits and - _ . / @ +, which work with every AWS tool")
        }
        return text
    }

    /// As it was typed, without the `#/` that browsers add to a portal's address.
    static func startURL(_ text: String) throws(Failure) -> StartURL {
        var bare = text[...]
        for ending in ["#/", "#"] where bare.hasSuffix(ending) { bare = bare.dropLast(ending.count) }
        return try StartURL(String(bare), at: nil)
    }

    static func region(_ text: String) throws(Failure) -> String { try RegionName(text, at: nil).text }

    /// Why a region that could be one is asked for once more; nil for one that awsx knows.
    static func doubt(ofRegion text: String) -> Failure? {
        guard !KnownRegion.isKnown(text) else { return nil }
        let near = SimilarNames.of(text, among: KnownRegion.all.map(\.name)).first
        return Failure(
            .usage, "unknown region \"\(text)\"",
            hint: "\(near.map { "did you mean \($0)? " } ?? "")If it is correct, enter it again")
    }

    /// Scopes of AWS (<doc:AWSCLICommands>, configure sso-session).
    static let knownScopes = [
        standardScopes, "codewhisperer:analysis", "codewhisperer:completions", "codewhisperer:conversations",
        "codewhisperer:taskassist", "codewhisperer:transformations", "codecatalyst:read_write",
    ]

    /// Why scopes are asked for once more: one of them looks like a slip of the finger.
    static func doubt(ofScopes text: String) -> Failure? {
        for scope in scopeList(text) where !knownScopes.contains(scope) {
            guard let near = SimilarNames.of(scope, among: knownScopes).first else { continue }
            return Failure(
                .usage, "unknown scope \"\(scope)\"",
                hint: "did you mean \(near)? If it is correct, enter it again")
        }
        return nil
    }

    /// The raw text, once every item of it could be a scope.
    static func scopes(_ text: String) throws(Failure) -> String {
        let items = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
        for item in items where item.isEmpty || item.contains(where: \.isWhitespace) {
            throw Failure(
                .usage, item.isEmpty ? "empty scope in \"\(text)\"" : "\"\(item)\" is not a scope",
                hint: "scopes are separated by commas: sso:account:access,codewhisperer:completions")
        }
        return text
    }

    static func scopeList(_ text: String) -> [String] {
        text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    static func output(_ text: String) throws(Failure) -> String {
        guard text.isEmpty || outputs.contains(text) else {
            throw Failure(
                .usage, "\"\(text)\" is not an output format", hint: "use one of \(outputs.joined(separator: ", "))")
        }
        return text
    }
}
