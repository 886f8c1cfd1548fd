import Engine
import PluginKit
import SystemKit

/// One look at everything: files, variables, the AWS CLI and the network.
struct Examination {
    let world: World
    let isOffline: Bool
    let isVerbose: Bool

    /// How long the hosts have, in milliseconds.
    private static let patience: Int64 = 5000
    /// How long `aws --version` has; a cold one takes a second.
    private static let cliPatience: Int64 = 10_000

    /// A script needs no shell.
    private var isPersonThere: Bool { StandardStream.error.isTerminal }

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

    func findings() -> [Diagnosis] {
        var input = DoctorInput.load(
            world, userID: effectiveUserID, isPersonThere: isPersonThere, prefixes: prefixes)
        input.awsCLI = awsCLI(input)
        if !isOffline { input.health = health(input) }
        return Checks.examine(input)
    }

    /// Where this awsx is installed.
    private var prefixes: [String] {
        let parts = (ExecutablePath.current() ?? "").split(separator: "/").dropLast(2)
        return parts.isEmpty ? [] : ["/" + parts.joined(separator: "/")]
    }

    private func awsCLI(_ input: DoctorInput) -> AWSCLISighting? {
        guard case .found(let path) = input.find("aws") else { return nil }
        var said: [UInt8]?
        if let interruption = try? Interruption(),
            let run = try? CapturedProcess.run(
                path, words: ["aws", "--version"], environment: world.environment,
                limits: CapturedProcess.Limits(output: 65_536, milliseconds: Self.cliPatience, grace: 0),
                sharesTerminal: false, interruption: interruption),
            case .exited = run.ending
        {
            // Python 2's argparse wrote the version to standard error.
            said = run.output + run.errors
        }
        return AWSCLISighting(path: path, said: said.map { String(decoding: $0, as: UTF8.self) })
    }

    private func health(_ input: DoctorInput) -> HealthReport? {
        let targets = HealthTarget.all(in: input.config, environment: world.environment)
        do throws(Failure) {
            let request = Dialogue.Request.health(targets, deadline: Self.patience)
            let answer = try Connect.find(files: world.files).ask(
                Dialogue.line(request, isVerbose: isVerbose), environment: world.environment)
            return .asked((answer["results"]?.array ?? []).compactMap(HealthResult.init))
        } catch {
            return .impossible(error)
        }
    }
}
