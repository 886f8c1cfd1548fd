package import Engine

/// One thing that every plugin has to do, and whether one did it.
package struct ConformanceCheck: Sendable, Hashable {
    /// What of the plugin is tested: `manifest`, `command`, `provider`, `completion`, `hook EVENT`.
    package let part: String
    package let name: String
    /// Why it failed; nil if it passed.
    package let fault: String?
    package let milliseconds: Int64

    package init(part: String, name: String, fault: String?, milliseconds: Int64 = 0) {
        self.part = part
        self.name = name
        self.fault = fault
        self.milliseconds = milliseconds
    }

    package var hasPassed: Bool { fault == nil }

    package var json: JSON {
        .object([
            "part": .string(part), "name": .string(name), "passed": .bool(hasPassed), "fault": .text(fault),
            "milliseconds": .integer(milliseconds),
        ])
    }
}
