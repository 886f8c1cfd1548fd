/// The exit statuses that awsx promises; the guide's page ExitStatuses holds the same table.
package enum ExitStatus: Int32, CaseIterable, Sendable {
    case done = 0
    case failure = 1
    case usage = 64
    /// No such profile, session, account or file.
    case notFound = 66
    /// AWS could not be reached.
    case unavailable = 69
    /// Throttled, a lock or a login not in time, or too little time left.
    case temporary = 75
    /// Denied by AWS or by a rule; a login that was refused.
    case denied = 77
    case configuration = 78
    case loginNeeded = 79
    case notExecutable = 126
    case commandNotFound = 127
    /// Ended by Ctrl-C.
    case interrupted = 130
}
