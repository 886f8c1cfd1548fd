import ArgumentParser
import Engine
import PluginKit

struct ECRArguments: DeclaredCommand {
    static var name: String { "ecr" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Let container tools use ECR.",
        discussion: """
            docker-credential-awsx gives docker, podman, buildah and skopeo the password of an account's registry, and \
            of public.ecr.aws, when they need it, so you never log in. awsx uses the active profile if it belongs to \
            the registry's account, otherwise the only profile of that account. If there are several, choose one in \
            ~/.config/awsx/config:
              [ecr]
              111111111111 = dev-admin

            Examples:
              awsx ecr configure --all
              awsx ecr login
            """,
        subcommands: [Login.self, Configure.self])

    static let listing = CommandListing(
        .credentials, 6, needs: CommandRequirements(credentials: .profile, network: true))

    struct Login: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "login", abstract: "Log docker or podman in to a registry, for 12 hours.",
            discussion: "With awsx ecr configure you need no login, and no password is stored in ~/.docker/config.json."
        )

        @Argument(
            help: ArgumentHelp(
                "The registry (default: that of the profile's account and region).", valueName: "registry"))
        var registry: String?

        @Option(name: .profile, help: "The profile whose credentials are used.", completion: .profiles)
        var profile: String?

        @Option(help: "The registry's region.", completion: .regions)
        var region: String?

        @Option(
            help: "The program to log in (default: docker, otherwise podman).", completion: .list(["docker", "podman"]))
        var with: String?

        @Flag(help: "Print the password instead, for --password-stdin of any program.")
        var printPassword = false

        @OptionGroup var login: NoLoginOption
        @OptionGroup var scope: ScopeOption
        @OptionGroup var mfa: MFAOption
        @OptionGroup var json: JSONOption
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if printPassword, with != nil { throw ValidationError("--print-password can't be combined with --with") }
        }
    }

    struct Configure: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "configure", abstract: "Have container tools ask awsx for the passwords of registries.",
            discussion: """
                Adds a line to credHelpers in ~/.docker/config.json for each registry, and keeps the rest of that file. \
                docker-credential-awsx must be in PATH where the tools run.
                """)

        @Argument(
            help: ArgumentHelp(
                "The registries (default: that of the profile's account and region).", valueName: "registry"))
        var registries: [String] = []

        @Option(name: .profile, help: "The profile whose account and region are used.", completion: .profiles)
        var profile: String?

        @Option(help: "The registry's region.", completion: .regions)
        var region: String?

        @Flag(help: "The registries of every profile's account and region, and public.ecr.aws.")
        var all = false

        @Flag(help: "Show what would be added, and write nothing.")
        var dryRun = false

        @OptionGroup var json: JSONOption
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if all, !registries.isEmpty || profile != nil || region != nil {
                throw ValidationError("--all can't be combined with a registry, profile or region")
            }
        }
    }
}
