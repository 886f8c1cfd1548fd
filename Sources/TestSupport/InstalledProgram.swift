import Subprocess
package import SystemKit
import SystemPackage

/// Programs of the machine that a test needs; one that is missing makes the test fail.
package enum InstalledProgram {
    /// How a program ended and what it wrote, byte for byte.
    package struct Outcome: Sendable {
        /// The exit status, or 128 and the signal.
        package let status: Int32
        package let output: [UInt8]
        package let errors: String
    }

    /// Runs a program with a whole input and, if given, exactly these variables.
    package static func run(
        _ program: String, _ arguments: [String] = [], input: [UInt8] = [], environment: SystemKit.Environment? = nil
    ) async throws -> Outcome {
        let variables: Subprocess.Environment = environment.map { .custom($0.blocks.map { $0 + [0] }) } ?? .inherit
        let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
        let result = try await Subprocess.run(
            executable, arguments: Arguments(arguments), environment: variables, input: .array(input),
            output: .bytes(limit: 64 << 20), error: .string(limit: 1 << 20))
        let status: Int32 =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let signal): 128 + signal
            }
        return Outcome(status: status, output: result.standardOutput, errors: result.standardError)
    }
}
