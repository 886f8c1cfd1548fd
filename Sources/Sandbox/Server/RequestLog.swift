/// What arrived since the counts were reset, as it came: a test looks for what was sent where. Secrets and all, since the
/// sandbox has none that open anything.
struct RequestLog: Sendable {
    /// Requests and bytes of a body that are kept; whoever loads the sandbox heavily needs no more.
    private static let most = 1000
    private static let longest = 1 << 16

    private(set) var entries: [Entry] = []

    struct Entry: Sendable, Encodable {
        let method: String
        /// Path and query.
        let target: String
        /// A line each, `name: value`.
        let headers: [String]
        let body: String
    }

    mutating func add(_ request: ServerRequest) {
        guard entries.count < Self.most else { return }
        entries.append(
            Entry(
                method: request.method, target: request.target,
                headers: request.headers.map { "\($0.name): \($0.value)" },
                body: String(decoding: request.body.prefix(Self.longest), as: UTF8.self)))
    }
}
