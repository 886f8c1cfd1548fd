import ArgumentParser
import SystemKit

/// `awsx-sandbox run -- COMMAND…`.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a command against a sandbox in a temporary HOME.",
        usage: "awsx sandbox run [options] -- COMMAND [ARGUMENT…]",
        discussion: """
            The command gets a HOME with a ready ~/.aws/config and the variables that point AWS tools to the sandbox, \
            and nothing of your own AWS setup. Besides the Identity Center profiles there are assume, chain, keys, mfa \
            (codes 111111 to 999999, each valid once), web, process and console (a session of `aws login`). To try a \
            container, set AWS_CONTAINER_CREDENTIALS_FULL_URI=$AWSX_SANDBOX_URL/v2/credentials/sandbox; to try an \
            instance, unset AWS_EC2_METADATA_DISABLED. Exits with the command's status. With --auto-approve, BROWSER \
            is a small browser that presses Allow (or Deny, if AWSX_SANDBOX_BROWSER=deny). With --standby REGION the \
            session sandbox has a standby, sandbox-REGION, at AWSX_SANDBOX_STANDBY_URL. To simulate an outage of the \
            first region: curl -X PUT $AWSX_SANDBOX_URL/_admin/state -d '{"faults": [{"operation": "*", "kind": \
            "reset"}]}'
            """
    )

    @OptionGroup var options: ServerOptions
    @OptionGroup var location: HomeOption

    @Argument(parsing: .postTerminator, help: ArgumentHelp("The command, after --.", valueName: "command"))
    var command: [String]

    func validate() throws {
        if command.isEmpty { throw ValidationError("Give a command: awsx sandbox run -- COMMAND…") }
    }

    func run() async throws {
        let words = rawCommand
        let status = try await SandboxedCommand(
            options: options, home: location.home, standby: location.standby
        ).run { _ in words }
        if status != 0 { throw ExitCode(status) }
    }

    /// The command's words as they came, also where they are not UTF-8.
    private var rawCommand: [[UInt8]] {
        let raw = RawArguments.current().drop { $0 != Array("--".utf8) }.dropFirst()
        return raw.count == command.count ? Array(raw) : command.map { Array($0.utf8) }
    }
}

/// Where the command's HOME is, and what it leads to.
struct HomeOption: ParsableArguments {
    @Option(help: ArgumentHelp("Use and keep this folder as HOME.", valueName: "dir"), completion: .directory)
    var home: String?

    @Option(
        help: ArgumentHelp(
            "Also serve a second region, as a standby for the first.", valueName: "region"))
    var standby: String?

    func validate() throws {
        let isRegion = standby.map { region in
            !region.isEmpty
                && region.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d }
        }
        if isRegion == false { throw ValidationError("--standby must be a region, such as eu-west-1") }
    }
}
