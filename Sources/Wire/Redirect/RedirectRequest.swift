import Engine

/// What a callback must hold, apart from any socket.
struct RedirectRequest: Sendable {
    let method: String
    /// As it stood in the request line.
    let target: String
    /// Every `Host` header.
    let hosts: [String]

    /// The longest request line that is looked at; a code has some hundred characters.
    static let targetLimit = 8192

    /// The page to answer with, and the outcome if this is the awaited request.
    func verdict(port: Int, state: Secret) -> (page: RedirectPage, outcome: RedirectAnswer?) {
        guard target.utf8.count <= RedirectRequest.targetLimit else {
            return (.badRequest("the address is too long"), nil)
        }
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.first.map(String.init) == RedirectListener.path else { return (.notFound, nil) }
        guard method == "GET" else { return (.badRequest("only GET requests are accepted"), nil) }
        guard hosts.count == 1, ["127.0.0.1:\(port)", "localhost:\(port)"].contains(hosts[0]) else {
            return (.badRequest("the request is for another host"), nil)
        }
        guard let fields = PercentEncoding.fields(ofQuery: parts.count > 1 ? parts[1] : "") else {
            return (.badRequest("the address can't be read"), nil)
        }
        guard fields["state"]?.count == 1, let given = fields["state"]?.first, state.isEqual(toUntrusted: given) else {
            return (.badRequest("this response does not belong to the current sign-in"), nil)
        }
        let code = fields["code"] ?? []
        let error = fields["error"] ?? []
        if error.count == 1, code.isEmpty, !error[0].isEmpty {
            let description = fields["error_description"]?.first.flatMap { $0.isEmpty ? nil : $0 }
            return (
                .refused(error[0], description), .refused(error: error[0], description: description)
            )
        }
        guard code.count == 1, error.isEmpty, code[0].isVisibleASCII else {
            return (.badRequest("the address contains no authorization code"), nil)
        }
        return (.signedIn, .code(Secret(code[0])))
    }
}
