import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx profiles`: every profile with its state, from files only.
package struct ProfilesPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = ProfilesArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let arguments = try ProfilesArguments.understand(invocation.words)
        let service = try CredentialService(invocation.context)
        let active = service.resolver.selectedProfile(IdentityRequest())?.name
        let now = invocation.context.clock.now()
        var files = CredentialValidityReader(invocation.context)
        let sources = service.sources
        if let session = arguments.session, service.config.session(session) == nil {
            _ = try SessionResolver(config: service.config).named(session, by: .argument("--session"))
        }
        let filter = ProfileFilter(arguments)
        let names = service.config.profileNames
        let rows = names.filter(filter.accepts).compactMap { name in
            service.config.profile(name).map {
                ProfileRow($0, isActive: name == (active ?? "default"), sources, &files)
            }
        }.filter { filter.accepts($0, at: now) }
        let output = arguments.common.output(json: arguments.json.isOn, in: invocation.context)
        try output.show(
            ProfilesReport(
                rows: rows, isLong: arguments.long, now: now, columns: invocation.context.streams.output.columns))
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

    static let listing = CommandListing(.look, 1)

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

    init(_ arguments: ProfilesArguments) {
        let isPattern = arguments.glob.map { $0.contains("*") || $0.contains("?") } ?? false
        pattern = isPattern ? arguments.glob.map(Glob.init) : nil
        part = isPattern ? nil : arguments.glob
        session = arguments.session
        state = arguments.state
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

/// What is shown of a profile, and nothing else: there may be very many.
struct ProfileRow: Sendable {
    let name: String
    let isActive: Bool
    let region: String?
    let provider: String?
    let session: SSOSession?
    let accountID: String?
    let roleName: String?
    let ends: Expirations?
    let problem: String?

    init(
        _ profile: Profile, isActive: Bool, _ sources: CredentialOriginResolver, _ files: inout CredentialValidityReader
    ) {
        name = profile.name
        self.isActive = isActive
        region = profile["region"]?.value
        var source: CredentialOrigin?
        var ends: Expirations?
        var problem: String?
        do throws(Failure) {
            let found = try sources.resolve(profile)
            ends = try files.ends(of: found)
            source = found
        } catch {
            problem = error.message
        }
        provider = source?.providerName
        session = source?.session
        accountID = source?.accountID
        roleName = source?.roleName
        self.ends = ends
        self.problem = problem
    }

    /// The state of one that gives no credentials.
    static let unusable = "unusable"

    /// Its state as one word for programs.
    func state(at now: Instant) -> String { ends?.state(at: now).word ?? Self.unusable }

    func json(at now: Instant) -> JSON {
        let end = ends?.state(at: now).end
        return .object([
            "profile": .string(name), "active": .bool(isActive),
            "provider": .text(provider),
            "session": .text(session?.name),
            "startUrl": .text(session?.startURL),
            "accountId": .text(accountID),
            "roleName": .text(roleName),
            "region": .text(region),
            "state": .string(state(at: now)),
            "expiresAt": .time(end),
            "secondsLeft": .secondsLeft(until: end, at: now),
            "credentials": .end(ends?.credentials, at: now),
            "token": .end(ends?.token, at: now),
            "problem": .text(problem),
        ])
    }
}

struct ProfilesReport: Renderable {
    let rows: [ProfileRow]
    let isLong: Bool
    let now: Instant
    /// How long a line may be; nil for any length.
    var columns: Int?

    var json: JSON { .object(["profiles": .array(rows.map { $0.json(at: now) })]) }

    func text(_ style: Style) -> String {
        let head = ["", "profile", "account", "role", "state"] + (isLong ? ["session", "region", "problem"] : [])
        return Table(
            head: head,
            rows: rows.map { row in
                let common: [Table.Cell] = [
                    .init(row.isActive ? "*" : ""), .init(row.name), .init(row.accountID ?? ""),
                    .init(row.roleName ?? ""),
                    row.ends.map { $0.state(at: now).cell(at: now) } ?? .init(ProfileRow.unusable, .red),
                ]
                guard isLong else { return common }
                return common + [
                    .init(row.session.map { $0.name ?? $0.startURL } ?? ""),
                    .init(row.region ?? ""), .init(row.problem ?? ""),
                ]
            },
            // Name and state stay; what is wrong is cut before anything goes.
            narrowing: .init(columns: columns, dropping: [6, 5, 3, 2, 7], shortening: [7: 20], last: 1)
        ).text(style)
    }
}

extension CredentialValidity {
    /// The state as a table shows it.
    func cell(at now: Instant) -> Table.Cell {
        let title = title(at: now)
        return switch self {
        case .valid, .renewable: Table.Cell(title, .green)
        case .loginNeeded: Table.Cell(title, .yellow)
        case .asked, .permanent: Table.Cell(title)
        }
    }
}
