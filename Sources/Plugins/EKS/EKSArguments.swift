import ArgumentParser
import Engine
import PluginKit

struct EKSArguments: DeclaredCommand {
    static var name: String { "eks" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Let kubectl use EKS clusters.",
        discussion: """
            awsx eks kubeconfig adds a cluster to your kubeconfig. kubectl then asks awsx for a token when it needs \
            one, and awsx starts a sign-in if necessary.

            Examples:
              awsx eks kubeconfig --cluster web prod-admin
              kubectl get nodes
            """,
        subcommands: [Token.self, Kubeconfig.self])

    static let listing = CommandListing(
        .credentials, 7, needs: CommandRequirements(credentials: .profile, network: true))

    struct Token: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "token", abstract: "Print a token for a cluster, as kubectl asks for it.",
            discussion: """
                Prints an ExecCredential in the version that KUBERNETES_EXEC_INFO names. The token is valid for one \
                cluster and for 14 minutes. awsx uses the network only to get credentials.
                """)

        @OptionGroup var profile: ProfileOptions
        @OptionGroup var cluster: ClusterOption

        @Option(help: "The cluster's region.", completion: .regions)
        var region: String?

        @OptionGroup var login: NoLoginOption
        @OptionGroup(title: "Options that narrow permissions") var limits: RoleSessionRestrictionOptions
        @OptionGroup var common: CommonOptions
    }

    struct Kubeconfig: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "kubeconfig", abstract: "Write a cluster into the kubeconfig.",
            discussion: """
                Adds an entry for the cluster, the user and the context, named after the cluster's ARN as in the AWS \
                CLI, and makes the context the current one. The rest of the file is not changed; the previous version \
                is kept in ~/.local/state/awsx/backups.
                """)

        @OptionGroup var profile: ProfileOptions
        @OptionGroup var cluster: ClusterOption

        @Option(help: "The cluster's region.", completion: .regions)
        var region: String?

        @Option(help: "The context's name instead of the ARN.")
        var alias: String?

        @Option(help: "The user entry's name instead of the ARN, where several profiles use one cluster.")
        var userAlias: String?

        @Option(
            help: "The file to write (default: the first in KUBECONFIG, otherwise ~/.kube/config).", completion: .file()
        )
        var kubeconfig: String?

        @Flag(help: "Print the resulting file without writing it.")
        var dryRun = false

        @OptionGroup var login: NoLoginOption
        @OptionGroup var scope: ScopeOption
        @OptionGroup var mfa: MFAOption
        @OptionGroup var json: JSONOption
        @OptionGroup var common: CommonOptions

        func validate() throws {
            for name in [alias, userAlias].compactMap(\.self)
            where name.isEmpty || name.unicodeScalars.contains(where: TerminalSafe.isHarmful) {
                throw ValidationError("--alias and --user-alias can't be empty or contain control characters")
            }
        }
    }
}

/// Which cluster.
struct ClusterOption: ParsableArguments {
    @Option(
        name: [.customLong("cluster"), .customLong("cluster-name")],
        help: ArgumentHelp("The cluster's name.", valueName: "name"))
    var name: String

    mutating func validate() throws {
        let isName =
            (1...100).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f: true
                default: false
                }
            } && !name.hasPrefix("-") && !name.hasPrefix("_")
        if !isName {
            throw ValidationError(
                "a cluster's name has up to 100 letters, digits, - or _, and begins with a letter or digit")
        }
    }
}
