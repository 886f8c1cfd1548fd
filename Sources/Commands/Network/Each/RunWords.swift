import Engine

/// A command's words with names in braces, which stand for what is known of the run.
struct RunWords: Sendable {
    /// What a name stands for.
    struct Values: Sendable {
        let profile: String
        let account: String?
        let role: String?
        let region: String?

        fileprivate var named: [(name: String, value: String?, variable: String)] {
            [
                ("profile", profile, EnvironmentKey.awsxProfile), ("account", account, EnvironmentKey.awsxAccountID),
                ("role", role, EnvironmentKey.awsxRole), ("region", region, EnvironmentKey.region),
            ]
        }
    }

    let words: [String]

    /// The words of one run. Other text in braces stays as it is.
    ///
    /// - Throws: `.usage` where the run has no such value, and where a value beside other text could mean something to
    ///   whatever reads that text.
    func filled(_ values: Values) throws(Failure) -> [String] {
        var filled: [String] = []
        for word in words {
            var text = word
            for (name, value, variable) in values.named {
                let mark = "{\(name)}"
                guard word.contains(mark) else { continue }
                guard let value else {
                    throw Failure(
                        .usage, "profile \(DisplayedCommandWord.quoted(values.profile)) has no \(name) for \(mark)")
                }
                // A word of its own is no text that somebody reads; but it must not be an option.
                guard word == mark ? !value.hasPrefix("-") : Self.isPlain(value) else {
                    throw Failure(
                        .usage,
                        "the \(name) \(DisplayedCommandWord.quoted(value)) has characters that could mean something in "
                            + DisplayedCommandWord.quoted(word), hint: "read it from the variable \(variable)")
                }
                text = text.replacing(mark, with: value)
            }
            filled.append(text)
        }
        return filled
    }

    /// Whether a text means nothing but itself to shells and to what is like them.
    private static func isPlain(_ text: String) -> Bool {
        !text.hasPrefix("-")
            && text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_.@%+=:,/-".unicodeScalars.contains($0)
            }
    }
}
