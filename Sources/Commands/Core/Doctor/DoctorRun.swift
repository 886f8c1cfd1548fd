import Engine
import PluginKit
import ShellKit
import SystemKit

/// One look at everything: files, variables, the AWS CLI and the network.
struct DoctorRun {
    let context: RuntimeContext
    let isOffline: Bool
    let isVerbose: Bool

    /// How long the hosts have, in milliseconds.
    private static let patience: Int64 = 5000
    /// How long `aws --version` has; a cold one takes a second.
    private static let cliPatience: Int64 = 10_000

    /// A script needs no shell.
    private var isPersonThere: Bool { context.streams.error.isTerminal }

    /// What is looked at.
    var groups: [Diagnosis.Group] {
        Diagnosis.Group.allCases.filter { group in
            switch group {
            case .network: !isOffline
            case .shell: isPersonThere
            default: true
            }
        }
    }

    /// What one look found.
    struct Outcome {
        let found: [Diagnosis]
        /// What could not be looked at.
        let unexamined: [Diagnosis.Group]
    }

    /// - Throws: only the end of this process.
    func examine() throws(Failure) -> Outcome {
        var input = DoctorInput.load(
            context, userID: effectiveUserID, isPersonThere: isPersonThere, prefixes: prefixes,
            editions: Self.editions)
        input.awsCLI = awsCLI(input)
        input.program = CoreExecutable.asCalled(context.environment)
        if !isOffline { input.health = try health(input) }
        return Outcome(found: Checks.examine(input), unexamined: input.unexamined)
    }

    private static let editions = Dictionary(
        uniqueKeysWithValues: DetectedShell.Name.allCases.compactMap { name in
            Shell(rawValue: name.rawValue).map { (name, $0.edition) }
        })

    /// Where this awsx is installed.
    private var prefixes: [String] {
        let prefix = ExecutablePath.current()?.parentFolder.parentFolder
        return prefix.map { $0 == "/" ? [] : [$0] } ?? []
    }

    private func awsCLI(_ input: DoctorInput) -> DetectedAWSCLI? {
        guard case .found(let path) = input.find("aws") else { return nil }
        var said: [UInt8]?
        if let interruption = try? CancellationPipe(),
            let run = try? CapturedProcess.run(
                path, words: ["aws", "--version"], environment: context.environment,
                limits: CapturedProcess.Limits(output: 65_536, milliseconds: Self.cliPatience, grace: 0),
                sharesTerminal: false, interruption: interruption),
            case .exited = run.ending
        {
            // Python 2's argparse wrote the version to standard error.
            said = run.output + run.errors
        }
        return DetectedAWSCLI(path: path, said: said.map { String(decoding: $0, as: UTF8.self) })
    }

    private func health(_ input: DoctorInput) throws(Failure) -> HealthCheckOutcome {
        let targets = HealthTarget.all(
            in: input.config, environment: context.environment,
            sessions: (try? SessionSettings.load(context)) ?? .none)
        do throws(Failure) {
            let request = HelperProtocol.Request.health(targets, deadline: Self.patience)
            let answer = try NetworkHelper.find(files: context.files).ask(
                HelperProtocol.line(request, isVerbose: isVerbose), environment: context.environment)
            return .asked((answer["results"]?.array ?? []).compactMap(HealthResult.init))
        } catch  where error.end == nil {
            return .impossible(error)
        }
    }
}
