/// Something that goes wrong on purpose.
struct Fault: Sendable, Hashable, Codable {
    enum Kind: String, Sendable, Codable, CaseIterable {
        /// An error reply of the service: `status`, `code`, `retryAfter`.
        case status
        /// The connection is reset before anything is answered.
        case reset
        /// The connection stays open and silent.
        case hang
        /// The request is carried out, half of the reply arrives, the connection ends.
        case truncate
        /// A page, as a captive portal or a proxy would send it.
        case html
        /// A reply without a body.
        case empty
        /// A whole reply whose JSON or XML is broken.
        case garbage
    }

    /// An operation such as `GetRoleCredentials`, one grant such as `CreateToken.refresh_token`, or `*`.
    var operation: String
    var kind: Kind
    /// HTTP status of `status` (500), `html`, `empty` and `garbage` (200).
    var status: Int?
    /// AWS's error type, such as `InvalidGrantException`, for `status`.
    var code: String?
    /// Seconds for a `Retry-After` header.
    var retryAfter: Int?
    /// How many more requests it hits; absent means all.
    var count: Int?
    /// How likely it hits a request, from 0 to 1; absent means 1.
    var probability: Double?

    init(
        operation: String,
        kind: Kind,
        status: Int? = nil,
        code: String? = nil,
        retryAfter: Int? = nil,
        count: Int? = nil,
        probability: Double? = nil
    ) {
        self.operation = operation
        self.kind = kind
        self.status = status
        self.code = code
        self.retryAfter = retryAfter
        self.count = count
        self.probability = probability
    }

    func concerns(_ label: RequestLabel) -> Bool {
        operation == "*" || label.names.contains(operation)
    }
}

extension [Fault] {
    /// The first fault that hits this request; it is used up by one. `chance` is a number from 0 to 1.
    mutating func take(for label: RequestLabel, chance: () -> Double) -> Fault? {
        for index in indices where self[index].concerns(label) {
            if let left = self[index].count, left <= 0 { continue }
            if let probability = self[index].probability, chance() >= probability { continue }
            self[index].count = self[index].count.map { $0 - 1 }
            return self[index]
        }
        return nil
    }
}
