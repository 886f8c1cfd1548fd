import ArgumentParser
import Engine
import PluginKit

/// The words of `awsx configure sync`.
struct SyncArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Write a profile for every account and role of a session.",
        discussion: """
            Shows what would change in the config file: profiles to add, to change and, with --prune, to remove. On \
            a terminal it then asks for confirmation; --plan never writes, and --apply --yes never asks. Without a \
            terminal, --apply writes at once, and --yes is required only if profiles would be removed.

            Only profiles that sync wrote, under a line "# awsx sync SESSION", are changed or removed. Everything \
            else in the file, including comments, stays as it is. An interrupted run can be continued within 15 \
            minutes. Its results are used again for 5 minutes; --fresh asks AWS again.

            The plan has one line per profile; --verbose shows whole sections. On a terminal, a plan that is longer \
            than the screen is shown with $PAGER, or less.

            A name template is text with fields: {session} {org} {account} {id} {email} {role} {region}, each with \
            optional helpers, such as {account|slug|lower}: |lower |upper |slug |trim |strip:WORD |cut:NUMBER. The \
            default is {session|slug}-{account|slug}-{role|slug}; name-template under [configure] in awsx's own config \
            changes it. The helper |slug writes ASCII, which every SDK reads: it removes accents, writes Greek and \
            Cyrillic letters as Latin letters, and uses the account ID if a name can't be written that way.

            A pattern (* is any text, ? one character) is compared with a profile's name, its account's name and \
            ID, and its role. Exit status: 1 if a profile could not be written, because two roles would get the \
            same name, a name already exists, or AWS did not list the roles of an account.

            Examples:
              awsx configure sync --plan
              awsx configure sync --session corp --include 'prod*' --exclude '*ReadOnly*' --region eu-west-1
              awsx configure sync --all --apply --prune --yes
            """)

    @Option(
        name: .session, help: "The sso-session; can be repeated.",
        completion: .sessions)
    var session: [String] = []

    @Flag(help: "Every configured sso-session.")
    var all = false

    @Flag(help: "Show the changes without writing them.")
    var plan = false

    @Flag(help: "Write the changes.")
    var apply = false

    @Flag(help: "Remove profiles that sync wrote and that you can no longer use.")
    var prune = false

    @Flag(name: .shortAndLong, help: "Don't ask for confirmation.")
    var yes = false

    @Option(help: "Name template for profiles, such as '{account|slug}.{role|lower}'.")
    var nameTemplate: String?

    @Option(help: "Include only what matches this pattern; can be repeated.")
    var include: [String] = []

    @Option(help: "Exclude what matches this pattern; can be repeated.")
    var exclude: [String] = []

    @Option(help: "Region for the profiles; with several, one profile for each.", completion: .regions)
    var region: [String] = []

    @Flag(help: "Ask AWS again instead of using the accounts and roles of a recent run.")
    var fresh = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if all, !session.isEmpty { throw ValidationError("--all can't be combined with --session") }
        if plan, apply { throw ValidationError("--plan can't be combined with --apply") }
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
