import Engine

/// What one reader made of one pair: the order of profiles, and one line a fact.
struct Reading: Equatable {
    var profiles: [String] = []
    var facts: Set<String> = []

    init() {}

    /// From what awsx prints.
    init(dump: JSON) {
        for (member, kind) in [("profiles", "profile"), ("sso-sessions", "sso-session"), ("services", "services")] {
            for section in dump[member]?.members ?? [] {
                let name = PercentWord.encode(section.name)
                if kind == "profile" { profiles.append(name) }
                facts.insert("section \(kind) \(name)")
                for setting in section.value.members ?? [] {
                    let start = "\(kind) \(name) \(PercentWord.encode(setting.name))"
                    if let text = setting.value.string { facts.insert("text \(start) \(PercentWord.encode(text))") }
                    for inner in setting.value.members ?? [] {
                        let words = [inner.name, inner.value.string ?? ""].map(PercentWord.encode)
                        facts.insert("nested \(start) \(words.joined(separator: " "))")
                    }
                }
            }
        }
    }

    /// Takes in a line of botocore's reading.
    mutating func take(_ line: String) {
        if line.hasPrefix("profile ") { profiles.append(String(line.dropFirst(8))) } else { facts.insert(line) }
    }

    /// What is in one reading only, to be shown.
    func difference(from other: Reading) -> String {
        let own = facts.subtracting(other.facts).sorted().map { "awsx only: \($0)" }
        let others = other.facts.subtracting(facts).sorted().map { "botocore only: \($0)" }
        return (own + others + ["awsx: \(profiles)", "botocore: \(other.profiles)"]).joined(separator: "\n")
    }
}
