import Engine
import SystemKit

extension [Account] {
    /// The one account that somebody names by its id or its name.
    ///
    /// - Throws: `.accountNotFound` with near names, `.usage` where several have the name.
    func only(named wanted: String) throws(Failure) -> Account {
        let found = filter { $0.id == wanted || $0.name == wanted }
        guard let account = found.first else {
            let near = SimilarNames.question(SimilarNames.of(wanted, among: compactMap(\.name)))
            throw Failure(
                .accountNotFound,
                "there is no account \(DisplayedCommandWord.quoted(wanted)) among the \(count) you can use",
                at: .argument("--account"), hint: near.map { "\($0) List all: awsx accounts" } ?? "awsx accounts")
        }
        guard found.count == 1 else {
            throw Failure(
                .usage, "\(found.count) accounts are named \(DisplayedCommandWord.quoted(wanted))",
                at: .argument("--account"), hint: "use the ID: \(found.map(\.id).joined(separator: ", "))")
        }
        return account
    }
}
