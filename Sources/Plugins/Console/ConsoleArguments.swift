import ArgumentParser
import Engine
import PluginKit

struct ConsoleArguments: DeclaredCommand {
    static var name: String { "console" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Open the web console, signed in.",
        discussion: """
            --duration is how long the console session lasts, from 15m to 12h (default: 1h). AWS does not accept it \
            for a role that was assumed by another role; the session then lasts an hour.

            A rule of ~/.config/awsx/config chooses the browser by profile: console-browser is a command line in which %s \
            is the address, firefox-container the name of a container:
              [rule production]
              profile = prod-*
              console-browser = google-chrome --profile-directory=Work %s

            Examples:
              awsx console prod-admin --service ec2 --region eu-west-1
              awsx console --service cloudwatch/home#logsV2:log-groups
              awsx console --portal
            """)

    static let listing = CommandListing(
        .credentials, 5, needs: CommandRequirements(credentials: .profile, network: true))

    @OptionGroup var profile: ProfileOptions

    @Option(
        help: ArgumentHelp(
            "Where to begin: a service's short name, or any path of the console.", valueName: "service"),
        completion: .list(ConsoleService.names))
    var service: String?

    @Option(help: "The region to begin in.", completion: .regions)
    var region: String?

    @Flag(help: "Print the address and open nothing. Whoever has it is signed in.")
    var printURL = false

    @Flag(help: "Open the console through the AWS access portal, which has its own sign-in; needs no credentials here.")
    var portal = false

    @OptionGroup var login: NoLoginOption
    @OptionGroup var reason: ReasonOption
    @OptionGroup(title: "Options that narrow permissions") var limits: RoleSessionRestrictionOptions
    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let duration = limits.duration, !(900...43_200).contains(duration.seconds) {
            throw ValidationError("--duration must be from 15m to 12h")
        }
        if portal,
            limits.duration != nil || !limits.scope.selections.isEmpty || limits.readOnly || !limits.policyARNs.isEmpty
                || !limits.policies.isEmpty
        {
            throw ValidationError("--portal can't be combined with --duration or options that narrow permissions")
        }
    }
}
