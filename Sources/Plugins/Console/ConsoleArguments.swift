import ArgumentParser
import Engine
import PluginKit

struct ConsoleArguments: DeclaredCommand {
    static var name: String { "console" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Open the web console, signed in.",
        discussion: """
            --duration is that of the console's session, from 15m to 12h; without it the session is an hour. AWS takes none \
            for a role that a role assumed, and the session is an hour then, too.

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

    @Flag(help: "Go by the access portal, which signs in itself; needs no credentials here.")
    var portal = false

    @OptionGroup var login: NoLoginOption
    @OptionGroup var reason: ReasonOption
    @OptionGroup(title: "Less than the role") var limits: RoleSessionRestrictionOptions
    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let duration = limits.duration, !(900...43_200).contains(duration.seconds) {
            throw ValidationError("a console's session lasts from 15m to 12h")
        }
        if portal,
            limits.duration != nil || !limits.scope.selections.isEmpty || limits.readOnly || !limits.policyARNs.isEmpty
                || !limits.policies.isEmpty
        {
            throw ValidationError("--portal signs in with the whole role, for as long as the portal has it")
        }
    }
}
