import ArgumentParser
import Engine
import PluginKit

struct ECRArguments: DeclaredCommand {
    static var name: String { "ecr" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Let container tools use ECR.",
        discussion: """
            docker-credential-awsx gives docker, podman, buildah and skopeo the password of an account's registry, and of \
            public.ecr.aws, when they need it: no login, and nothing to renew. The profile is the active one if it is of the \
            registry's account, else the only one of that account; where several are, ~/.config/awsx/config chooses:
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
            commandName: "login", abstract: "Sign docker or podman in to a registry, for 12 hours.",
            discussion: "awsx ecr configure needs no login at all, and keeps no password where others read it.")

        @Argument(
            help: ArgumentHelp(
                "The registry; without it that of the profile's account and region.", valueName: "registry"))
        var registry: String?

        @Option(name: .profile, help: "Whose credentials to ask with.", completion: .profiles)
        var profile: String?

        @Option(help: "The registry's region.", completion: .regions)
        var region: String?

        @Option(
            help: "The program to sign in; without it docker, else podman.", completion: .list(["docker", "podman"]))
        var with: String?

        @Flag(help: "Print the password instead, for --password-stdin of any program.")
        var printPassword = false

        @OptionGroup var login: NoLoginOption
        @OptionGroup var scope: ScopeOption
        @OptionGroup var mfa: MFAOption
        @OptionGroup var json: JSONOption
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if printPassword, with != nil { throw ValidationError("--print-password signs no program in") }
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
                "The registries; without any that of the profile's account and region.", valueName: "registry"))
        var registries: [String] = []

        @Option(name: .profile, help: "Whose account and region.", completion: .profiles)
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
                throw ValidationError("--all goes without a registry, profile or region")
            }
        }
    }
}
