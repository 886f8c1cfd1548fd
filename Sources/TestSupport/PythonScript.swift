import Subprocess
import SystemPackage

/// Python programs as partners of a test: oracles that compute, and servers that misbehave on purpose.
package enum PythonScript {
    /// A program that could not be run, or ended with a fault.
    package struct Broken: Error, CustomStringConvertible {
        package let description: String
    }

    /// Runs a script on an input and returns its output; anything but a clean end is thrown with its stderr.
    package static func run(_ script: String, arguments: [String] = [], input: String = "") async throws -> String {
        let result = try await Subprocess.run(
            .name("python3"), arguments: Arguments(["-c", script] + arguments), input: .string(input),
            output: .string(limit: 16 << 20), error: .string(limit: 1 << 20))
        guard result.terminationStatus.isSuccess else {
            throw Broken(description: "python3: \(result.standardError)")
        }
        return result.standardOutput
    }

    /// Runs a script that prints the port it serves on as its first line; its stdin is closed when the body is done,
    /// which it takes as the order to end.
    package static func serve<Answer: Sendable>(
        _ script: String, arguments: [String] = [],
        _ body: (_ port: Int) async throws -> Answer
    ) async throws -> Answer {
        let result = try await Subprocess.run(
            .name("python3"), arguments: Arguments(["-c", script] + arguments), input: .inputWriter,
            output: .sequence, error: .currentStandardError
        ) { execution in
            for try await line in execution.standardOutput.strings() {
                guard let port = Int(line.filter(\.isNumber)) else { break }
                let answer = try await body(port)
                try await execution.standardInputWriter.finish()
                return answer
            }
            throw Broken(description: "the server of the test printed no port")
        }
        return result.closureResult
    }

    /// The end of a server's script: prints its port and gives each connection a thread of `guarded(connection)`, until
    /// its input ends. The script imports os, socket, sys and threading.
    package static let acceptLoop = """

        listener = socket.create_server(('127.0.0.1', 0), backlog=64)
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        print(listener.getsockname()[1], flush=True)
        while True:
            threading.Thread(target=guarded, args=(listener.accept()[0],), daemon=True).start()
        """
}
