import ArgumentParser
import Engine
import PluginKit

/// Credentials that renew for as long as the command lives.
struct RenewalOptions: ParsableArguments {
    @Flag(help: "Let the command's SDK renew the credentials for as long as it runs.")
    var refresh = false

    @Flag(help: "Like --refresh, for programs that get credentials only from a container credentials endpoint.")
    var server = false

    @Option(
        help: ArgumentHelp(
            """
            Like --server, for the services of this compose file, with an override file; without COMMAND, print the \
            override.
            """,
            valueName: "file"), completion: .file())
    var compose: String?

    @Flag(help: "Write the override of --compose beside that file, as NAME.awsx.yaml.")
    var write = false

    @Option(
        help: ArgumentHelp("More profiles whose credentials are renewed, separated by commas.", valueName: "profiles"),
        completion: .profiles)
    var with: String?

    @Flag(help: "Hide all other profiles from the command.")
    var only = false

    mutating func validate() throws {
        if write, compose == nil { throw ValidationError("--write requires --compose") }
        guard kind == nil else { return }
        if with != nil { throw ValidationError("--with requires --refresh or --server") }
        if only { throw ValidationError("--only requires --refresh or --server") }
    }

    /// How the chosen profile's credentials renew; nil where they don't.
    var kind: RenewalKind? { server || compose != nil ? .server : refresh ? .process : nil }

    /// The profiles of `--with`, each once.
    ///
    /// - Throws: `.usage` for an empty name.
    var profiles: [String] {
        get throws(Failure) {
            var names: [String] = []
            for name in (with ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
                guard with != nil else { break }
                guard !name.isEmpty else {
                    throw Failure(.usage, "a profile's name is missing", at: .argument("--with"))
                }
                if !names.contains(name) { names.append(name) }
            }
            return names
        }
    }
}

/// Whom the command's SDK asks for new credentials of the chosen profile; for all others it is always a program.
enum RenewalKind {
    /// A program that the config names (`credential_process`).
    case process
    /// A server of this machine, by the protocol of containers.
    case server

    /// As it is typed.
    var option: String {
        switch self {
        case .process: "--refresh"
        case .server: "--server"
        }
    }
}
