import Engine
import PluginKit
import SystemKit
import Terminal

/// The codes of MFA devices: typed with `--mfa-code`, else printed by a program that awsx's config names, else asked for
/// on the terminal.
struct MFACodeSources: MFACodeSource {
    let context: RuntimeContext
    /// Nil if none was typed.
    let typed: Secret?
    /// A person is there.
    let mayAsk: Bool

    func code(for question: MFAQuestion) async throws -> Secret? {
        // A code is taken once, and a program gives the same until its time is up.
        if let typed { return question.refusal == nil ? typed : nil }
        if let command = try AwsxConfig.load(context).mfaProcess(of: question.profile) {
            guard question.refusal == nil else { return nil }
            return try await MFAProcess(command: command, question: question).code(in: context)
        }
        guard mayAsk else { return nil }
        return try await ask(question)
    }

    private func ask(_ question: MFAQuestion) async throws -> Secret? {
        ProgressLine.shared.hold()
        defer { ProgressLine.shared.release() }
        if let refusal = question.refusal { context.streams.error.write("awsx: \(TerminalSafe.text(refusal))\n") }
        let device = TerminalSafe.text(question.device.value)
        var prompt = "MFA code from \(device) for \(TerminalSafe.text(question.roleARN)): "
        while let line = try await ControllingTerminal.ask(prompt) {
            let code = String(line.filter { !$0.isWhitespace })
            if MFACodeFormat.isValid(code) { return Secret(code) }
            prompt = "Enter the six digits shown on the device: "
        }
        throw Failure(.interrupted, "no MFA code was entered")
    }
}

/// A program that prints the present code of a device, from `mfa_process` in awsx's own config.
private struct MFAProcess {
    let command: Setting
    let question: MFAQuestion

    func code(in context: RuntimeContext) async throws -> Secret {
        guard var line = ConfiguredCommand(command, in: context) else {
            throw failure("does not start with a program that can be run")
        }
        line.environment.set(EnvironmentKey.awsxMFASerial, question.device.value)
        line.environment.set(EnvironmentKey.awsxProfile, question.profile)
        let run: CapturedProcess
        do {
            run = try await CapturedProcess.collect(
                line.program, words: line.words, environment: line.environment,
                limits: CapturedProcess.Limits(output: 1 << 16, milliseconds: 60_000))
        } catch let problem as SystemFailure {
            throw failure("can't be run: \(problem)")
        }
        try Task.checkCancellation()
        switch run.ending {
        case .exited(0): break
        case .exited(let status):
            let words = String(decoding: run.errors, as: UTF8.self).split(whereSeparator: \.isNewline).last
            throw failure("failed with status \(status)\(words.map { ": \($0.suffix(300))" } ?? "")")
        case .tooMuchOutput: throw failure("printed more than a code")
        case .tookTooLong: throw failure("printed no code within a minute")
        case .interrupted: throw CancellationError()
        }
        // What tools print around the code (a name, blanks) is no part of it.
        let printed = String(decoding: run.output, as: UTF8.self).split { !$0.isASCII || !$0.isNumber }
        guard let code = printed.last(where: { MFACodeFormat.isValid(String($0)) }) else {
            throw failure("did not print six digits")
        }
        return Secret(String(code))
    }

    private func failure(_ what: String) -> Failure {
        Failure(
            .processFailed, "the mfa_process for \(question.device.value) \(what)", at: command.location,
            hint: "run that command to see what it prints, or use --mfa-code")
    }
}
