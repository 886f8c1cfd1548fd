import ArgumentParser
import SystemKit

/// The options of every command that starts a server.
struct ServerOptions: ParsableArguments {
    @Option(help: "Port to listen on, 0 for any free one.")
    var port = 0

    @Option(
        help: ArgumentHelp("JSON file with accounts, lifetimes and faults.", valueName: "file"), completion: .file())
    var config: String?

    @Option(
        help: ArgumentHelp(
            "How sign-ins are answered: by you (off), when the page is opened (visit), or at once (always, deny).",
            valueName: "mode"))
    var autoApprove: ApprovalMode?

    @Flag(help: "Serve https with a certificate authority made for this run.")
    var tls = false

    @Option(help: ArgumentHelp("Folder for ca.pem.", valueName: "dir"), completion: .directory)
    var tlsDir: String?

    @Option(
        name: .customLong("tls-name"),
        help: ArgumentHelp(
            "Another host name for the certificate, such as '*.signin.aws.amazon.com'; can be repeated.",
            valueName: "name"))
    var tlsNames: [String] = []

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535") }
        if !tlsNames.isEmpty && !tls { throw ValidationError("--tls-name requires --tls") }
        if tlsDir != nil && !tls { throw ValidationError("--tls-dir requires --tls") }
    }

    /// The state of `--config`, with `--auto-approve` over it.
    func state() throws -> SandboxConfiguration {
        var state = SandboxConfiguration()
        if let config {
            guard let bytes = try LocalFiles().read(config, limit: 16 << 20) else {
                throw CommandFailure("\(config): no such file. Give a JSON file with --config.", status: 66)
            }
            do {
                state = try state.merged(with: bytes)
            } catch {
                throw CommandFailure("\(config): \(error.description)", status: 78)
            }
        }
        if let autoApprove { state.autoApprove = autoApprove }
        return state
    }

    /// A server of a second region, at any free port, with the certificate of the first.
    func server(_ state: SandboxConfiguration, beside first: SandboxServer) -> SandboxServer {
        let server = ServerState(state: state, generator: SecretGenerator(.system), baseURL: "")
        return SandboxServer(
            server: SharedServerState(server, clock: .system), port: 0, identity: first.identity)
    }

    /// A server with this state. `folder` is where ca.pem goes if no folder was named.
    func server(_ state: SandboxConfiguration, folder: @autoclosure () throws -> String) throws -> SandboxServer {
        let clock = WallClock.system
        var identity: ServerCertificate?
        if tls {
            identity = try ServerCertificate(names: tlsNames, folder: absolute(tlsDir ?? folder()), now: clock.now())
        }
        let server = ServerState(state: state, generator: SecretGenerator(.system), baseURL: "")
        return SandboxServer(server: SharedServerState(server, clock: clock), port: port, identity: identity)
    }

    private func absolute(_ path: String) throws -> String {
        try LocalFiles().createFolder(path, mode: 0o700)
        return realPath(path) ?? path
    }
}

extension ApprovalMode: ExpressibleByArgument {}
