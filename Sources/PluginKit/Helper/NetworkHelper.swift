package import Engine
package import SystemKit

/// awsx-connect, the executable that may use the network: where it is, and becoming it.
package struct NetworkHelper: Sendable {
    private let path: String

    /// Only the one that was installed with this awsx: `../libexec/awsx/awsx-connect` of its real path, or beside it in a
    /// build folder; no variable and no `PATH` is asked.
    package static func find(files: any FileSystem, executable: String? = ExecutablePath.current()) throws(Failure)
        -> NetworkHelper
    {
        guard let executable, executable.contains("/") else { throw CoreExecutable.unknown }
        let folder = executable.parentFolder
        let prefix = folder.parentFolder
        let candidates = [
            prefix.appendingPath("libexec/awsx/awsx-connect"), folder.appendingPath("awsx-connect"),
        ]
        for candidate in candidates where (try? files.status(candidate))?.kind == .regular {
            return NetworkHelper(path: candidate)
        }
        throw Failure(
            .failed, "awsx-connect is missing", at: .file(candidates[0], line: nil),
            hint: "install awsx again: shell/install --prefix \(DisplayedCommandWord.quoted(prefix))")
    }

    /// Whether a program is awsx-connect itself, under whatever name: a plugin in the box, which is no stranger.
    ///
    /// - Parameter program: its real path.
    package func isSame(as program: String) -> Bool { realPath(path) == program }

    /// Replaces this process by awsx-connect with a command.
    package func become(_ command: String, _ invocation: Invocation) throws(Failure) -> Never {
        do {
            try ProcessReplacement.become(
                path, words: [Array("awsx-connect".utf8), Array(command.utf8)] + invocation.rawWords,
                environment: invocation.context.environment)
        } catch {
            throw Failure(.failed, error)
        }
    }

    /// Asks one question and returns the answer's `ok`.
    ///
    /// - Throws: the failure that the answer tells, or `.badAnswer` if it tells nothing; the end of this process where a key
    ///   ended the helper.
    package func ask(_ request: JSON, environment: Environment) throws(Failure) -> JSON {
        let answer: [UInt8]?
        let status: Int32
        do {
            var child = try start(request, environment)
            let keys = TerminalSignals.leaveToChild()
            defer { keys.restore() }
            answer = try child.receiveLine(limit: Self.longestAnswer)
            status = try child.wait()
        } catch {
            throw Failure(.failed, error)
        }
        return try result(answer, status)
    }

    /// Asks for something that goes on until it is let go, and returns when it has begun.
    ///
    /// - Throws: as `ask` does.
    package func serve(_ request: JSON, environment: Environment) throws(Failure) -> HelperInService {
        let status: Int32
        let line: [UInt8]?
        do {
            var child = try start(request, environment)
            line = try child.receiveLine(limit: Self.longestAnswer)
            if let line, let json = JSON(line), let answer = json["ok"] {
                return HelperInService(answer: answer, child: child)
            }
            status = try child.wait()
        } catch {
            throw Failure(.failed, error)
        }
        // An answer without an `ok` is a failure, which this throws.
        _ = try result(line, status)
        throw Failure(.badAnswer, "awsx-connect ended while it was needed", status: .failure)
    }

    private static let longestAnswer = 1 << 20

    private func start(_ request: JSON, _ environment: Environment) throws(SystemFailure) -> ChildProcess {
        let child = try ChildProcess.start(
            path, words: ["awsx-connect", HelperProtocol.command], environment: environment, streams: .piped)
        do {
            try child.send(line: request.serialized(.sortedLine))
        } catch  where error.isBrokenPipe {
            // It doesn't listen; what it says, or how it ended, tells more.
        }
        return child
    }

    private func result(_ answer: [UInt8]?, _ status: Int32) throws(Failure) -> JSON {
        // A key went to both of us, and we end as the child did; any other signal was meant for the child alone.
        if [ExitStatus.interrupted.rawValue, 131].contains(status) { throw Failure(endingBy: .signal(status - 128)) }
        if let answer, let json = JSON(answer) { return try HelperProtocol.result(of: json) }
        if status > 128 { throw Failure(.failed, "awsx-connect was terminated by signal \(status - 128)") }
        throw Failure(.badAnswer, "awsx-connect exited with status \(status) and no response", status: .failure)
    }
}
