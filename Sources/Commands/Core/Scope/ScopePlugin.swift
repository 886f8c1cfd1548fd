import ArgumentParser
import Engine
package import PluginKit

/// `awsx scope`: what `--scope` knows, and what each lets through. Files alone tell it.
package struct ScopePlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = ScopeArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        guard let command = try ScopeArguments.understandAny(invocation.words) as? any ScopeSubcommand else {
            throw HelpOrVersionText(text: ScopeArguments.awsxHelp)
        }
        return try command.run(in: invocation.context)
    }
}

/// A subcommand of `awsx scope`, in a file of its own.
protocol ScopeSubcommand: ParsableCommand {
    /// - Returns: the exit status.
    func run(in context: RuntimeContext) throws -> Int32
}

struct ScopeArguments: DeclaredCommand {
    static var name: String { "scope" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Show the scopes that --scope knows.",
        discussion: """
            A scope narrows the permissions of the credentials of one run, with STS GetScopedCredentials. \
            In ~/.config/awsx/config, [scope NAME] defines one of your own:
              [scope deploy]
              allow = s3:Get* s3:PutObject cloudfront:CreateInvalidation
              deny = s3:GetObjectVersion*
            or policy-file = PATH for a policy in JSON.

            Examples:
              awsx scope show read
              awsx exec --scope read,logs:read -- aws logs tail /app
            """,
        subcommands: [ScopeList.self, ScopeShow.self])

    static let listing = CommandListing(.look, 6)
}
