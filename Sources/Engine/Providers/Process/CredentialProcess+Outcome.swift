package import SystemKit

extension CredentialProcess {
    /// The credentials that a run gave. Its standard output is never shown: it may hold half a key.
    ///
    /// - Throws: `.processFailed` for a program that failed or was ended, `.badAnswer` for output that is not what AWS
    ///   documents, `.tooLittleTimeLeft` for credentials that are over, `.interrupted`.
    package func credentials(from run: CapturedProcess, at now: Instant) throws(Failure) -> Credentials {
        switch run.ending {
        case .exited(0): break
        case .exited(let status) where status == ExitStatus.interrupted.rawValue:
            throw Failure(.interrupted, "\(title) was interrupted")
        case .exited(let status):
            let how = status > 128 ? "was terminated by signal \(status - 128)" : "failed with status \(status)"
            throw Failure(
                .processFailed, "\(title) \(how)\(words(of: run))", at: command.location, hint: hint,
                status: isOurselves ? ExitStatus(rawValue: status) : nil)
        case .tooMuchOutput:
            throw Failure(
                .processFailed, "\(title) printed more than 1 MiB, which can't be credentials", at: command.location,
                hint: hint)
        case .tookTooLong:
            throw Failure(
                .processFailed, "\(title) timed out\(words(of: run))", at: command.location,
                hint: "\(EnvironmentKey.awsxProcessTimeout) sets the seconds to wait", status: .temporary)
        case .interrupted(let signal):
            throw Failure(.interrupted, "\(title) was terminated by signal \(signal)")
        }
        return try credentials(from: run.output, at: now)
    }

    /// The kernel runs no such file.
    package func unstartable(_ failure: SystemFailure) -> Failure {
        Failure(
            .notExecutable, "\(title) can't be run: \(failure)", at: command.location,
            hint: "ls -l \(DisplayedCommandWord.quoted(failure.path))", status: .configuration)
    }

    private func credentials(from output: [UInt8], at now: Instant) throws(Failure) -> Credentials {
        guard let json = JSON(output), json.members != nil else {
            throw bad(output.isEmpty ? "printed nothing" : "printed \(output.count) bytes that are not one JSON object")
        }
        guard let version = json["Version"] else { throw bad("printed no Version") }
        guard version.integer == 1 else { throw bad("printed a Version that is not the number 1") }
        let expiration: Instant?
        switch json["Expiration"] {
        case nil, .null?: expiration = nil
        case .string(let text)?:
            guard let end = Instant(iso8601: text) else { throw bad("printed an Expiration that is not a valid time") }
            expiration = end
        default: throw bad("printed an Expiration that is not a valid time")
        }
        let credentials = Credentials(
            accessKeyID: try required("AccessKeyId", json),
            secretAccessKey: Secret(try required("SecretAccessKey", json)),
            sessionToken: try optional("SessionToken", json).map(Secret.init), expiration: expiration,
            accountID: try optional("AccountId", json) ?? accountID)
        if let expiration, expiration <= now {
            throw Failure(
                .tooLittleTimeLeft,
                "\(title) printed credentials that expired \(TimeLeft(seconds: now.seconds(since: expiration)).text) ago",
                at: command.location,
                hint: "check this machine's clock (it shows \(now.iso8601)) and the program's cache")
        }
        return credentials
    }

    private func required(_ name: String, _ json: JSON) throws(Failure) -> String {
        guard let text = try optional(name, json) else { throw bad("printed no \(name)") }
        return text
    }

    private func optional(_ name: String, _ json: JSON) throws(Failure) -> String? {
        switch json[name] {
        case nil, .null?: return nil
        case .string(let text)?:
            // What ends in an environment, a header or on a terminal can hold no control character.
            guard !text.unicodeScalars.contains(where: TerminalSafe.isHarmful) else {
                throw bad("printed a \(name) with invalid characters")
            }
            return text.isEmpty ? nil : text
        default: throw bad("printed a \(name) that is not text")
        }
    }

    private func bad(_ what: String) -> Failure {
        Failure(.badAnswer, "\(title) \(what)", at: command.location, hint: hint, status: .failure)
    }

    private var title: String { "the credential_process of profile \(profile) (\(programName))" }

    private var programName: String { (try? ShellWords.split(command.value).first).map(RedactedValue.program) ?? "?" }

    /// Another awsx ends with statuses that mean the same here: a sign-in that is needed there is needed.
    private var isOurselves: Bool { programName.split(separator: "/").last == "awsx" }

    private var hint: String { "run that command to see what it prints" }

    /// The last of what the program said on standard error, on one line.
    private func words(of run: CapturedProcess) -> String {
        let lines = String(decoding: run.errors, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.trimmingPrefix { $0.isWhitespace } }.filter { !$0.isEmpty }
        guard !lines.isEmpty else { return "" }
        return ": " + String(lines.suffix(3).joined(separator: " / ").suffix(500))
    }
}
