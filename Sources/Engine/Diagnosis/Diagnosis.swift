package import SystemKit

/// Something that `awsx doctor` found: what, how bad, where, and the command that mends it.
package struct Diagnosis: Sendable, Hashable {
    package enum Severity: String, Sendable, CaseIterable, Comparable {
        /// Something fails, or acts as somebody else, as it stands.
        case error
        /// Something will fail, is unsafe, or is read in two ways.
        case warning
        /// Works, and could be better.
        case note

        package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .error: 0
            case .warning: 1
            case .note: 2
            }
        }
    }

    /// What a person looks after together.
    package enum Group: String, Sendable, CaseIterable {
        case configuration
        case sessions
        case environment
        case files
        case portability
        case tools
        case network
        case shell

        package var title: String {
            switch self {
            case .configuration: "Configuration"
            case .sessions: "Sessions"
            case .environment: "Environment"
            case .files: "Files and keys"
            case .portability: "Other SDKs"
            case .tools: "Other tools"
            case .network: "Clock and network"
            case .shell: "Shell"
            }
        }
    }

    /// A stable word for one matter, with what the guide's page DoctorCodes says of it.
    package struct Code: Sendable, Hashable {
        package let word: String
        package let group: Group
        package let severity: Severity
        /// Half a sentence: what is so when this is found.
        package let meaning: String

        package init(_ word: String, _ group: Group, _ severity: Severity, _ meaning: String) {
            self.word = word
            self.group = group
            self.severity = severity
            self.meaning = meaning
        }
    }

    package let code: Code
    package let severity: Severity
    package let location: SourceLocation?
    /// One sentence without a full stop; may hold text from outside, never a secret.
    package let message: String
    /// What to run or change.
    package let hint: Hint?
    /// What `--fix` would do.
    package let fix: Fix?
    /// The keys of a plain profile that does the same as another tool's.
    package let plainProfile: [PlainKey]
    /// How many of its kind were found behind it and are not kept.
    package let others: Int
    /// The instants that stand in the message, in UTC.
    package let instants: [Instant]

    package struct PlainKey: Sendable, Hashable {
        package let key: String
        package let value: String
    }

    /// - Parameter severity: where it differs from the code's own.
    package init(
        _ code: Code, _ message: String, at location: SourceLocation? = nil, hint: Hint? = nil, fix: Fix? = nil,
        severity: Severity? = nil, plainProfile: [PlainKey] = [], others: Int = 0, instants: [Instant] = []
    ) {
        self.code = code
        self.severity = severity ?? code.severity
        self.location = location
        self.message = message
        self.hint = hint
        self.fix = fix
        self.plainProfile = plainProfile
        self.others = others
        self.instants = instants
    }

    /// The message with its instants as a person at this machine reads them.
    package func message(_ time: LocalTime) -> String {
        instants.reduce(message) { $0.replacing($1.iso8601, with: time.text($1)) }
    }

    /// The same with a hint in plain words.
    package init(
        _ code: Code, _ message: String, at location: SourceLocation? = nil, hint: String?, fix: Fix? = nil,
        severity: Severity? = nil, plainProfile: [PlainKey] = []
    ) {
        self.init(
            code, message, at: location, hint: hint.map { Hint($0) }, fix: fix, severity: severity,
            plainProfile: plainProfile)
    }

    /// What a failure says, under a code of doctor's.
    package init(_ code: Code, _ failure: Failure, hint: Hint? = nil) {
        self.init(code, failure.message, at: failure.location, hint: failure.hint ?? hint)
    }
}
