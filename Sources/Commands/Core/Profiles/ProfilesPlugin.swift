import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx profiles`: every profile with its state, from files only.
package struct ProfilesPlugin: CoreCommand {
    package var declaration: any DeclaredCommand.Type { ProfilesArguments.self }

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let asked = try ProfilesRequest(invocation.words)
        let service = try CredentialService(invocation.context)
        let active = service.resolver.selectedProfile(IdentityRequest())?.name
        let now = invocation.context.clock.now()
        var files = CredentialValidityReader(invocation.context)
        let sources = service.sources
        if let session = asked.session, service.config.session(session) == nil {
            _ = try SessionResolver(config: service.config).named(session, by: .argument("--session"))
        }
        let filter = ProfileFilter(asked)
        let names = service.config.profileNames
        let rows = names.filter(filter.accepts).compactMap { name in
            service.config.profile(name).map {
                ProfileRow($0, isActive: name == (active ?? "default"), sources, &files)
            }
        }.filter { filter.accepts($0, at: now) }
        let output = Output(isJSON: asked.isJSON, asked.verbosity, in: invocation.context)
        try output.show(
            ProfilesReport(
                rows: rows, isLong: asked.isLong, now: now, columns: invocation.context.streams.output.columns))
        if rows.isEmpty, !names.isEmpty {
            output.remark("none of the \(names.count) profiles match; to list all: awsx profiles")
        } else if rows.isEmpty {
            let path = service.config.paths.config ?? "~/.aws/config"
            output.remark("no profiles in \(path) yet; to create the first: awsx configure sso")
        }
        return ExitStatus.done.rawValue
    }
}

struct ProfilesArguments: DeclaredCommand {
    static var name: String { "profiles" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "List profiles and their state.",
        discussion: """
            The state is read from files; AWS is not asked. The active profile is marked with *.

            Examples:
              awsx profiles 'prod-*' --state login-needed
              awsx profiles --session corp --long
            """)

    static let listing = CommandListing(.look, 1, isOnHotPath: true)

    /// What a profile's state may be called.
    static let states = CredentialValidity.Word.allCases.map(\.rawValue) + [ProfileRow.unusable]

    @Argument(
        help: ArgumentHelp(
            "Only matching profiles: * is any text, ? one character; a plain word matches anywhere in a name.",
            valueName: "glob"),
        completion: .profiles)
    var glob: String?

    @Option(name: .session, help: "Only profiles of this sso-session.", completion: .sessions)
    var session: String?

    @Option(help: "Only profiles in this state: \(states.joined(separator: ", ")).", completion: .list(states))
    var state: String?

    @Flag(name: .shortAndLong, help: "Also show session, region and problems.")
    var long = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let state, !Self.states.contains(state) {
            throw ValidationError("unknown state \(state): use one of \(Self.states.joined(separator: ", "))")
        }
    }
}

/// Which profiles are listed.
struct ProfileFilter {
    private let pattern: Glob?
    /// A plain word, which may stand anywhere in a name.
    private let part: String?
    private let session: String?
    private let state: String?

    init(_ asked: ProfilesRequest) {
        let isPattern = asked.glob.map { $0.contains("*") || $0.contains("?") } ?? false
        pattern = isPattern ? asked.glob.map(Glob.init) : nil
        part = isPattern ? nil : asked.glob
        session = asked.session
        state = asked.state
    }

    /// What a name alone decides, before any file of the profile is read.
    func accepts(_ name: String) -> Bool {
        if let pattern { return pattern.matches(name) }
        guard let part, !part.isEmpty else { return true }
        return !SimilarNames.holding(part, among: [name]).isEmpty
    }

    func accepts(_ row: ProfileRow, at now: Instant) -> Bool {
        (session == nil || row.session?.name == session) && (state == nil || row.state(at: now) == state)
    }
}
