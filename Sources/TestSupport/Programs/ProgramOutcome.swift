package import Engine

/// How a program ended, and what it said.
package struct ProgramOutcome: Sendable, CustomStringConvertible {
    /// Its exit status, or 128 and the number of the signal that ended it.
    package let status: Int32
    package let outputBytes: [UInt8]
    package let errorBytes: [UInt8]

    package init(status: Int32, output: [UInt8], error: [UInt8]) {
        self.status = status
        outputBytes = output
        errorBytes = error
    }

    package var output: String { String(decoding: outputBytes, as: UTF8.self) }
    package var error: String { String(decoding: errorBytes, as: UTF8.self) }
    /// Lines of stderr, without empty ones.
    package var errorLines: [String] { error.split(separator: "\n").map(String.init) }
    /// stdout as JSON, if it is one.
    package var json: JSON? { JSON(outputBytes) }

    package var description: String { "status \(status)\nstdout: \(output)\nstderr: \(error)" }
}
