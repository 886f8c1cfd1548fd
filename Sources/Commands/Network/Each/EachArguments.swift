import ArgumentParser
import Engine
import PluginKit

struct EachArguments: DeclaredCommand {
    static var name: String { "each" }
    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Run a command in many profiles at once.",
        usage: "awsx each [options] [SELECTOR…] -- COMMAND [ARGUMENT…]",
        discussion: """
            A selector is a pattern of profile names (* is any text, ? one character), or one of
              session:PATTERN   the name of the profile's sso-session
              account:PATTERN   its account ID
              role:PATTERN      its role (permission set)
              tag:PATTERN       a tag that a rule of ~/.config/awsx/config gives it
            A profile is selected if it matches at least one selector of each kind that is given. Without selectors, \
            awsx shows a list to choose from, on a terminal.

            In COMMAND, {profile}, {account}, {role} and {region} are replaced with the values of the run. Each \
            command has the same environment as with awsx exec, an empty standard input and no terminal.

            awsx signs in first where needed, once for each session. Ctrl-C interrupts the commands and waits for \
            them; a second Ctrl-C terminates them. The exit status is 0 if all commands exited with 0, otherwise the \
            highest.

            Examples:
              awsx each 'prod-*' -- aws s3 ls
              awsx each role:Read --regions eu-west-1,us-east-1 -- ./audit
              awsx each tag:production --scope read --json -- ./audit --account {account}
              awsx each session:corp --output-dir out -- tofu plan -no-color
              awsx each '*' --dry-run -- true
            """
    )

    static let listing = CommandListing(
        .credentials, 2, needs: CommandRequirements(credentials: .profile, network: true), takesCommand: true)

    @Argument(help: ArgumentHelp("The profiles to run in.", valueName: "selector"), completion: .profiles)
    var selectors: [String] = []

    @Option(name: .shortAndLong, help: "The number of commands to run at the same time.")
    var jobs = 10

    @Option(
        help: ArgumentHelp("Run in each of these regions, separated by commas.", valueName: "regions"),
        completion: .regions)
    var regions: String?

    @Flag(help: "After the first failure, start no more commands and terminate the running ones.")
    var failFast = false

    @Flag(help: "Show what would run, and run nothing.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "Write the output of each run to NAME.out and NAME.err in this folder.", valueName: "folder"),
        completion: .directory)
    var outputDir: String?

    @Flag(name: .shortAndLong, help: "Don't ask for confirmation.")
    var yes = false

    @OptionGroup var scope: ScopeOption
    @OptionGroup var login: NoLoginOption
    @OptionGroup var reason: ReasonOption

    @Flag(help: "Print one JSON object for each run, in a line of its own.")
    var json = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if !(1...Self.mostJobs).contains(jobs) { throw ValidationError("--jobs must be from 1 to \(Self.mostJobs)") }
        if json, outputDir != nil {
            throw ValidationError("--json can't be combined with --output-dir")
        }
    }

    /// Each has four open files and a thread.
    private static let mostJobs = 100

    /// The regions to run in; nil for each profile's own.
    ///
    /// - Throws: `.usage` for an empty name.
    var regionNames: [String]? {
        get throws(Failure) {
            guard let regions else { return nil }
            var names: [String] = []
            for name in regions.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            where !names.contains(name) {
                guard !name.isEmpty else {
                    throw Failure(.usage, "a region's name is missing", at: .argument("--regions"))
                }
                names.append(try RegionName(name, at: .argument("--regions")).text)
            }
            return names
        }
    }
}
