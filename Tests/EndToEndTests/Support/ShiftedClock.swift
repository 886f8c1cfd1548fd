#if os(Linux)
    import Foundation
    import SystemKit
    import TestSupport

    /// A clock that is so many seconds ahead of the machine's, for programs that take libraries in (Debian's `faketime`).
    /// Files keep the ages that the kernel gives them; `EndToEndHome.redate` makes them those of that clock.
    struct ShiftedClock: Sendable {
        private(set) var seconds: Int64 = 0

        mutating func advance(_ seconds: Int64) { self.seconds += seconds }

        /// Runs a program, and all that it starts, by this clock.
        func run(
            _ program: String, _ words: [String], in home: EndToEndHome,
            setting variables: KeyValuePairs<String, String?> = [:]
        ) async throws -> ProgramOutcome {
            let faketime = "/usr/bin/faketime"
            guard realPath(faketime) != nil else {
                throw Workspace.Broken("\(faketime) is missing, and the test needs it; shell/needs faketime")
            }
            // The library alone would move the environment, beside which Swift looks for a program's words.
            return try await Program.run(
                faketime, ["--exclude-monotonic", "-f", "+\(seconds)", program] + words,
                environment: home.environment.setting(variables).setting(["NO_FAKE_STAT": "1"]), folder: home.path)
        }
    }

    extension EndToEndHome {
        /// Gives the ages of a clock to files that were written since they were last looked at.
        ///
        /// - Parameter known: the ages that files had then, by their names; it gets those of now.
        func redate(_ clock: ShiftedClock, _ known: inout [String: Date]) throws {
            for name in try modes().keys {
                let path = "\(path)/\(name)"
                func age() throws -> Date? {
                    try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
                }
                guard let present = try age(), present != known[name] else { continue }
                try FileManager.default.setAttributes(
                    [.modificationDate: present.addingTimeInterval(TimeInterval(clock.seconds))], ofItemAtPath: path)
                known[name] = try age()
            }
        }
    }
#endif
