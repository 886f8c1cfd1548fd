package import SystemKit

extension SimilarNames {
    /// `did you mean dev, ops or 'a b'?`; nil for no names.
    package static func question(_ names: [String], prefix: String = "") -> String? {
        let quoted = names.map { prefix + DisplayedCommandWord.quoted($0) }
        guard let last = quoted.last else { return nil }
        let others = quoted.dropLast().joined(separator: ", ")
        return "did you mean \(others.isEmpty ? "" : "\(others) or ")\(last)?"
    }
}
