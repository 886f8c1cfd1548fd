import ArgumentParser
import Engine
package import PluginKit
import ShellKit
import SystemKit

/// `awsx env`: prints credentials in the form that a shell or program reads.
package struct EnvPlugin: CorePlugin {
    package let manifest = Manifest(
        name: "env", summary: "Print credentials for a shell or a file", needs: .profile)

    package init() {}

    package func run(_ call: Call) throws -> Int32 {
        let arguments = try EnvArguments.understand(call.words)
        let output = arguments.common.output(environment: call.world.environment)
        let acting = try Acting(call.world)
        let request = IdentityRequest(profile: arguments.profile.name, region: arguments.region)
        let identity = try acting.resolve(request)
        identity.notices.forEach(output.remark)
        let credentials = try acting.credentials(
            identity, request, policy: CredentialPolicy(typedMinimum: arguments.minTTL?.seconds),
            login: acting.login(isForbidden: arguments.noLogin, otherwise: .never), warn: output.warn)
        let format = arguments.json.isOn ? .json : arguments.format
        let text = format.text(
            EnvironmentChange(identity, credentials), credentials: credentials, process: credentials.processJSON)
        try translating(.fileUnwritable) { () throws(SystemFailure) in try StandardStream.output.writeChecked(text) }
        return ExitStatus.done.rawValue
    }
}

private struct EnvArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env", _superCommandName: "awsx",
        abstract: "Print credentials.",
        discussion: """
            The shell forms (bash, zsh, fish, posix, powershell) first unset every variable that could name another \
            identity. To use them in the present shell:
              eval "$(awsx env prod-admin)"
              awsx env prod-admin --format fish | source
            """
    )

    @OptionGroup var profile: ProfileOptions

    @Option(help: "\(CredentialFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: CredentialFormat = .posix

    @Option(help: "The region to print.")
    var region: String?

    @Option(help: "The least time that credentials must have left, such as 90s, 15m or 1h.")
    var minTTL: TimeLeft?

    @Flag(help: "Never start a sign-in; end with 79 if one is needed.")
    var noLogin = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions
}

extension CredentialFormat: ExpressibleByArgument {}
