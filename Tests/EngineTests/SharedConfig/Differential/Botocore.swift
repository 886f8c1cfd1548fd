import Foundation
import Testing

/// The reader that gives the files their meaning, run as a program of its own.
struct Botocore {
    enum Outcome: Equatable {
        case read(Reading)
        /// Refused; with what its parser reads if it is told to merge what is repeated, where that helps.
        case refused(lenient: Reading?)
    }

    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads every case of a folder in one process.
    static func read(_ folder: URL, output: URL) throws -> [String: Outcome] {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/read_with_botocore.py")
        let python = ProcessInfo.processInfo.environment["AWSX_TEST_PYTHON"] ?? "python3"
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, script.path, folder.path, output.path]
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("AWS_") }
        environment["PYTHONUTF8"] = "1"
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        process.environment = environment
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Missing(
                description: """
                    \(python) could not read the files with botocore (status \(process.terminationStatus)); \
                    install it with: \(python) -m pip install botocore, or name a Python that has it in AWSX_TEST_PYTHON
                    """)
        }
        return outcomes(try String(contentsOf: output, encoding: .utf8))
    }

    private static func outcomes(_ text: String) -> [String: Outcome] {
        var outcomes: [String: Outcome] = [:]
        var name = ""
        for line in text.split(separator: "\n").map(String.init) {
            let words = line.split(separator: " ").map(String.init)
            if words[0] == "case" {
                name = words[1]
                outcomes[name] = words[2] == "read" ? .read(Reading()) : .refused(lenient: nil)
            } else if line == "lenient" {
                outcomes[name] = .refused(lenient: Reading())
            } else {
                outcomes[name]?.take(line)
            }
        }
        return outcomes
    }
}

extension Botocore.Outcome {
    fileprivate mutating func take(_ line: String) {
        switch self {
        case .read(var reading):
            reading.take(line)
            self = .read(reading)
        case .refused(let lenient):
            var reading = lenient ?? Reading()
            reading.take(line)
            self = .refused(lenient: reading)
        }
    }
}
