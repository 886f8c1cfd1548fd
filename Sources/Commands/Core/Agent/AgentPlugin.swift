import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx agent`: what a program without a person gets here; `awsx agent run` runs one so.
package struct AgentPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = AgentArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        if invocation.words.first == AgentRunArguments.configuration.commandName {
            return try AgentRun(invocation.context).run(Array(invocation.rawWords.dropFirst()))
        }
        guard let arguments = try AgentArguments.understandAny(invocation.words) as? AgentShowArguments else {
            throw HelpOrVersionText(text: AgentArguments.awsxHelp)
        }
        let context = invocation.context
        let service = try CredentialService(context)
        let output = arguments.common.output(json: arguments.json.isOn, in: context)
        let authorization = try RunAuthorization(context, own: service.config.own)
        let identity = try? service.resolver.resolve(IdentityRequest(profile: arguments.profile))
        if arguments.profile != nil, identity == nil {
            _ = try service.resolver.resolve(IdentityRequest(profile: arguments.profile))
        }
        try output.show(AgentReport(authorization, identity, in: context))
        return ExitStatus.done.rawValue
    }
}

struct AgentArguments: DeclaredCommand {
    static var name: String { "agent" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Show what access a coding agent has, or run one.",
        discussion: """
            awsx recognises many agents by the variables that they set. For an agent, awsx does not sign in, open a \
            browser or ask questions, and it narrows the permissions of the credentials. In ~/.config/awsx/config, \
            [agent] changes the scope and lists the profiles that agents may use; a rule with agent = any does so for \
            some profiles.

            This prevents mistakes, but an agent that runs as you can still read ~/.aws, or unset the variables that \
            identify it. To prevent that, use awsx agent run --boundary.
            """,
        subcommands: [AgentShowArguments.self, AgentRunArguments.self], defaultSubcommand: AgentShowArguments.self)

    static let listing = CommandListing(
        .credentials, 7, summary: "Show what access a coding agent has, or run one",
        needs: CommandRequirements(credentials: .any))
}

/// What `awsx agent` alone is. Its options are not those of `run`: a parent's would take them away.
struct AgentShowArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what access a coding agent has, and how to extend it.")

    @Option(name: .profile, help: "The profile (default: the active profile).", completion: .profiles)
    var profile: String?

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions
}

struct AgentRunArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a command as an agent.",
        usage: "awsx agent run [options] -- COMMAND [ARGUMENT…]",
        discussion: """
            For agents that awsx does not recognise. Keys in the environment are removed first. With -p, the \
            credentials of that profile are set, narrowed as for any agent.

            With --boundary, the command and everything that it starts can't open ~/.aws or awsx's state and sockets, \
            and can't change awsx's config, so it has only the credentials of -p. It also can't list the folders that \
            contain these, such as your home directory, or create files in them. --boundary requires Landlock (Linux \
            6.2 or later).

            The boundary does not stop everything. The command can send its own credentials anywhere, change files \
            that your shell runs later, and use other programs that act for you (docker, tmux, an SSH agent). On an \
            AWS machine it can get the credentials of the machine's role from the metadata service.
            """)

    @Option(name: .profile, help: "Set the keys of this profile.", completion: .profiles)
    var profile: String?

    @Option(help: "The region to set for the command.", completion: .regions)
    var region: String?

    @Flag(help: "Also keep the command from opening AWS's and awsx's files.")
    var boundary = false

    @Option(help: ArgumentHelp("The name of the agent in rules and in the log.", valueName: "name"))
    var name = "agent"

    @OptionGroup var login: NoLoginOption
    @OptionGroup var reason: ReasonOption
    @OptionGroup var common: CommonOptions

    /// Split off before the options are read.
    @Argument(parsing: .postTerminator, help: .private, completion: .command)
    var command: [String] = []
}
