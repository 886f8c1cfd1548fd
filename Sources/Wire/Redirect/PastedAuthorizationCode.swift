import Engine
import FoundationEssentials

/// The text that the sign-in page shows where its browser is on another machine: base64 of `state=…&code=…`
/// (<doc:LoginSessions>, Signing in).
struct PastedAuthorizationCode: Sendable {
    let code: Secret
    /// A code has 512 characters at most.
    private static let lengthLimit = 4096

    /// Reads what a person pasted; what is no letter of base64, such as a line break, is passed over.
    ///
    /// - Parameter state: of the sign-in that waits; a code of any other is none.
    init?(_ text: String, state: Secret) {
        guard text.utf8.count <= Self.lengthLimit,
            let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters),
            let query = String(validating: data, as: UTF8.self),
            let fields = PercentEncoding.fields(ofQuery: query),
            let given = fields["state"], given.count == 1, state.isEqual(toUntrusted: given[0]),
            let code = fields["code"], code.count == 1, !code[0].isEmpty, code[0].isVisibleASCII
        else { return nil }
        self.code = Secret(code[0])
    }
}
