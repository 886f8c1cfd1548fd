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
        commandName: name, abstract: "Show what a coding agent gets here, or run one.",
        discussion: """
            awsx knows many agents by the variables that they set. For an agent it starts no login, opens no browser and \
            asks nothing, and it narrows the keys. In ~/.config/awsx/config, [agent] changes the scope and names the \
            profiles that agents may use; a rule with agent = any does so for some profiles.

            That is a guard and no fence: an agent that runs as you can read ~/.aws and take its marks away. \
            awsx agent run --boundary is the fence.
            """,
        subcommands: [AgentShowArguments.self, AgentRunArguments.self], defaultSubcommand: AgentShowArguments.self)

    static let listing = CommandListing(
        .credentials, 7, summary: "Show what a coding agent gets here, or run one",
        needs: CommandRequirements(credentials: .any))
}

/// What `awsx agent` alone is. Its options are not those of `run`: a parent's would take them away.
struct AgentShowArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what a coding agent gets here, and how to widen it.")

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
            For agents that set no variable by which awsx knows them. Keys in the environment are removed first; with -p, \
            those of a profile are set, narrowed as for any agent.

            With --boundary, the command and all that it starts can't open ~/.aws, awsx's state and its sockets, and can't \
            change awsx's config. So it has the keys of -p, and no others. The folders above those can't be listed and get \
            no new files, your home among them. It needs Landlock, of Linux 6.2 or later.

            What the boundary does not stop: the command has its keys in its environment and can send them anywhere; it can \
            change files that your shell runs later; it can ask programs outside that act for you (docker, tmux, an SSH \
            agent); on a machine of AWS it can ask the metadata service for the machine's role.
            """)

    @Option(name: .profile, help: "Set the keys of this profile.", completion: .profiles)
    var profile: String?

    @Option(help: "The region to set for the command.", completion: .regions)
    var region: String?

    @Flag(help: "Also keep the command from opening AWS's and awsx's files.")
    var boundary = false

    @Option(help: ArgumentHelp("What rules and the log call the agent.", valueName: "name"))
    var name = "agent"

    @OptionGroup var login: NoLoginOption
    @OptionGroup var reason: ReasonOption
    @OptionGroup var common: CommonOptions

    /// Split off before the options are read.
    @Argument(parsing: .postTerminator, help: .private, completion: .command)
    var command: [String] = []
}
