import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx explain`: why a command acts as whom it does.
package struct ExplainPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = ExplainArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let arguments = try ExplainArguments.understand(invocation.words)
        let request = arguments.profile.request(region: arguments.region)
        let explanation = IdentityExplanation.of(request, service: arguments.service, in: invocation.context)
        let output = arguments.common.output(json: arguments.json.isOn, in: invocation.context)
        let ruling = ExplainedRules.of(explanation, in: invocation.context)
        try output.show(
            ExplainReport(
                explanation: explanation, ruling: ruling, time: LocalTime(invocation.context.clock),
                home: invocation.context.home))
        guard let fault = explanation.fault ?? ruling.fault else { return ExitStatus.done.rawValue }
        // The object tells the fault itself; a person reads it last.
        guard !arguments.json.isOn else { return fault.status.rawValue }
        throw fault
    }
}

private struct ExplainArguments: DeclaredCommand {
    static var name: String { "explain" }
    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Show which settings are used, where they come from, and why.",
        discussion: """
            Reads files and environment variables only. Shows each setting, where it comes from and what it \
            overrides, every credential provider in the AWS CLI's order, the chain of roles, and the cache files \
            that would be used. An invalid configuration is explained as far as possible; the exit status is that \
            of the error.
            """)

    static let listing = CommandListing(.look, 4, needs: CommandRequirements(credentials: .any))

    @OptionGroup var profile: ProfileOptions

    @Option(help: "Use this region, as --region does in other commands.", completion: .regions)
    var region: String?

    @Option(help: "Also explain the endpoint of this service, such as s3 or sso-oidc.", completion: .services)
    var service: String?

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if service?.isEmpty == true { throw ValidationError("--service needs a service ID, such as s3") }
    }
}
