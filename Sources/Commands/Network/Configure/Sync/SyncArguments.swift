import ArgumentParser
import Engine
import PluginKit

/// The words of `awsx configure sync`.
struct SyncArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Write a profile for every account and role of a session.",
        discussion: """
            Shows what would change in the config file: profiles to add, to change and, with --prune, to remove. On a \
            terminal it then asks whether to write that; --plan never writes, --apply --yes never asks. Without a \
            terminal --apply writes at once, and --yes is needed only where profiles would be removed.

            Only profiles under a line "# awsx sync SESSION" are changed or removed: those that sync wrote. What you wrote \
            yourself, comments too, stays to the byte. A run that is broken off goes on where it was for 15 minutes; \
            what a run found is used again for 5 minutes, and --fresh asks anew.

            The plan has a line a profile; --verbose shows whole sections. On a terminal where it is longer than the \
            screen it is shown by $PAGER, else by less.

            A name template is text with fields: {session} {org} {account} {id} {email} {role} {region}, each with helpers \
            such as {account|slug|lower}: |lower |upper |slug |trim |strip:WORD |cut:NUMBER. Its standard is \
            {session|slug}-{account|slug}-{role|slug}; name-template under [configure] in awsx's own config changes that. \
            |slug writes ASCII, which every SDK reads: accents go, Greek and Cyrillic letters are spelt in Latin ones, and \
            an account whose name can't be spelt so gets its id.

            A pattern (* any text, ? one character) is held against a profile's name, its account's name and id, and its \
            role. Ends with 1 if a profile could not be had: two roles of one name, a name that is one of yours, accounts \
            that AWS would not list.

            Examples:
              awsx configure sync --plan
              awsx configure sync --session corp --include 'prod*' --exclude '*ReadOnly*' --region eu-west-1
              awsx configure sync --all --apply --prune --yes
            """)

    @Option(
        name: .session, help: "The sso-session; may be given several times.",
        completion: .sessions)
    var session: [String] = []

    @Flag(help: "Every sso-session of the configuration.")
    var all = false

    @Flag(help: "Show what would change and write nothing.")
    var plan = false

    @Flag(help: "Write it.")
    var apply = false

    @Flag(help: "Remove what sync once wrote and what is gone.")
    var prune = false

    @Flag(name: .shortAndLong, help: "Ask nothing.")
    var yes = false

    @Option(help: "How profiles are named, such as '{account|slug}.{role|lower}'.")
    var nameTemplate: String?

    @Option(help: "Only what matches this pattern; may be given several times.")
    var include: [String] = []

    @Option(help: "Not what matches this pattern; may be given several times.")
    var exclude: [String] = []

    @Option(help: "The region of the profiles; several make a profile for each.", completion: .regions)
    var region: [String] = []

    @Flag(help: "Ask AWS again, although a run found out accounts and roles a short time ago.")
    var fresh = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if all, !session.isEmpty { throw ValidationError("--all goes without --session") }
        if plan, apply { throw ValidationError("--plan writes nothing and --apply writes: leave one out") }
    }

    /// Which profiles are wanted.
    func choice(_ settings: AwsxConfig) throws -> SyncProfileRules {
        let template: NameTemplate =
            if let nameTemplate {
                try NameTemplate(parsing: nameTemplate, at: .argument("--name-template"))
            } else if let setting = settings.nameTemplate {
                try NameTemplate(parsing: setting.value, at: setting.location)
            } else {
                .standard
            }
        for name in region { _ = try RegionName(name, at: .argument("--region")) }
        return SyncProfileRules(template: template, include: include, exclude: exclude, regions: region)
    }
}
