import ArgumentParser
import NIOHTTP1
import SystemKit

/// `awsx-sandbox approve CODE`.
struct ApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Approve or deny a device code.",
        usage: "awsx sandbox approve [options] CODE",
        discussion: "Inside `run` and `shell` the sandbox is found automatically (AWSX_SANDBOX_URL)."
    )

    @Argument(help: ArgumentHelp("The code that the device shows.", valueName: "user-code"))
    var userCode: String

    @Option(help: "The sandbox's address.")
    var url: String?

    @Flag(help: "Deny instead.")
    var deny = false

    func run() async throws {
        let environment = Environment.current()
        guard let url = url ?? environment.text("AWSX_SANDBOX_URL") else {
            throw ValidationError("Give the sandbox's address: --url http://127.0.0.1:PORT")
        }
        let client = AdminClient(url: url, certificateAuthority: environment.text("AWS_CA_BUNDLE"))
        do {
            try await client.send(.POST, deny ? "deny" : "approve", .object(["userCode": .string(userCode)]))
        } catch let failure as AdminClient.Failure {
            throw CommandFailure(failure.message)
        } catch {
            throw CommandFailure("can't reach the sandbox at \(url): \(error)", status: 69)
        }
    }
}
