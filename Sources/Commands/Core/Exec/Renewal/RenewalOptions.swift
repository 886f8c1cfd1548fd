import ArgumentParser
import Engine
import PluginKit

/// Credentials that renew for as long as the command lives.
struct RenewalOptions: ParsableArguments {
    @Flag(help: "Let the command's SDK renew the credentials for as long as it runs.")
    var refresh = false

    @Flag(help: "The same for programs that ask a container's credential server only.")
    var server = false

    @Option(
        help: ArgumentHelp(
            "The same for the services of this compose file, by an override beside it; without COMMAND, print that.",
            valueName: "file"), completion: .file())
    var compose: String?

    @Flag(help: "Write the override of --compose beside that file, as NAME.awsx.yaml.")
    var write = false

    @Option(
        help: ArgumentHelp("Further profiles that renew, separated by commas.", valueName: "profiles"),
        completion: .profiles)
    var with: String?

    @Flag(help: "Leave all other profiles out of what the command sees.")
    var only = false

    mutating func validate() throws {
        if write, compose == nil { throw ValidationError("--write needs --compose") }
        guard kind == nil else { return }
        if with != nil { throw ValidationError("--with needs --refresh or --server") }
        if only { throw ValidationError("--only needs --refresh or --server") }
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
