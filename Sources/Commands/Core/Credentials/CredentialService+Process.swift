import Engine
import SystemKit

extension CredentialService {
    /// The credentials that a profile's own program gives; the core runs it, since it needs no network of ours.
    func credentials(
        _ process: CredentialProcess, policy: CredentialRenewalPolicy, warn: (String) -> Void
    ) throws(Failure) -> Credentials {
        let run = try process.run(in: context) { invocation throws(SystemFailure) in
            let interruption = try CancellationPipe()
            return try interruption.takingSignals { () throws(SystemFailure) in
                try CapturedProcess.run(
                    invocation.program, words: invocation.words, environment: invocation.environment,
                    limits: invocation.limits, interruption: interruption)
            }
        }
        if let signal = run.signalForUs { throw Failure(endingBy: .signal(signal)) }
        let credentials = try process.credentials(from: run, at: context.clock.now())
        if let remark = try policy.accept(credentials, at: context.clock.now()) { warn(remark) }
        return credentials
    }
}

extension CapturedProcess {
    /// The signal that this process was to end by: one of its own, or a key that reached the program and us.
    fileprivate var signalForUs: Int32? {
        switch ending {
        case .interrupted(let signal): signal
        case .exited(let status) where [ExitStatus.interrupted.rawValue, 131].contains(status): status - 128
        case .exited, .tooMuchOutput, .tookTooLong: nil
        }
    }
}
