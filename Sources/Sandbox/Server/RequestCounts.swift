/// How often each operation was asked for, faults and refusals included.
struct RequestCounts: Sendable {
    /// Counts by `RequestLabel.names`; what was never asked for is absent.
    private(set) var byName: [String: Int] = [:]

    mutating func add(_ label: RequestLabel) {
        for name in label.names { byName[name, default: 0] += 1 }
    }
}
