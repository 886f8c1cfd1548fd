import SystemKit

/// What accounts are called, as Identity Center told at the last listing: a small file in the state folder, one line
/// `ID<TAB>NAME` an account.
package struct AccountNames: Sendable, Hashable {
    private let names: [String: String]

    package static let none = AccountNames([:])

    package init(_ names: [String: String]) { self.names = names }

    package subscript(id: String) -> String? { names[id] }

    /// Reads the file; what can't be read is not known.
    package static func load(_ context: RuntimeContext) -> AccountNames {
        guard let bytes = try? folder(context)?.read(name) else { return none }
        return AccountNames(parsing: String(decoding: bytes, as: UTF8.self))
    }

    package init(parsing text: String) {
        let lines = text.split(separator: "\n").compactMap { line -> (String, String)? in
            let fields = line.split(separator: "\t", maxSplits: 1)
            return fields.count == 2 && AccountID.isValid(String(fields[0]))
                ? (String(fields[0]), String(fields[1])) : nil
        }
        self.init(Dictionary(lines) { _, later in later })
    }

    /// Keeps what a listing told, beside what is known of other accounts.
    package static func note(_ accounts: [(id: String, name: String?)], in context: RuntimeContext) {
        var names = load(context).names
        for account in accounts {
            guard let name = account.name, !name.utf8.contains(where: { $0 == 0x09 || $0 == 0x0a }) else { continue }
            names[account.id] = name
        }
        let text = names.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)\n" }.joined()
        try? folder(context)?.write(text, to: name)
    }

    private static let name = "account-names"

    private static func folder(_ context: RuntimeContext) -> PrivateFolder? {
        (try? StateFolder.of(context)).map { PrivateFolder($0.path, context.files) }
    }
}
