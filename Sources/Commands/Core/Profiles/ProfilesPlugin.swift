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
        let rows = service.config.profileNames.compactMap { name in
            service.config.profile(name).map {
                ProfileRow($0, isActive: name == (active ?? "default"), sources, &files)
            }
        }
        let output = arguments.common.output(json: arguments.json.isOn, in: invocation.context)
        try output.show(ProfilesReport(rows: rows, isLong: arguments.long, now: now))
        if rows.isEmpty {
            let path = service.config.paths.config ?? "~/.aws/config"
            output.remark("no profiles in \(path) yet; \"awsx configure sso\" writes the first")
        }
        return ExitStatus.done.rawValue
    }
}

private struct ProfilesArguments: DeclaredCommand {
    static var name: String { "profiles" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "List profiles with the state of each.",
        discussion: "The state is read from files: nothing is asked of AWS. The active profile has a *.")

    static let listing = CommandListing(.look, 1)

    @Flag(name: .shortAndLong, help: "Also session, region and what is wrong.")
    var long = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions
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

    func json(at now: Instant) -> JSON {
        .object([
            "name": .string(name), "active": .bool(isActive),
            "provider": .text(provider),
            "session": .text(session?.name),
            "startUrl": .text(session?.startURL),
            "accountId": .text(accountID),
            "roleName": .text(roleName),
            "region": .text(region),
            "state": .string(ends?.state(at: now).word ?? "unusable"),
            "credentialsExpireAt": .text(ends?.credentials?.iso8601),
            "tokenExpiresAt": .text(ends?.token?.iso8601),
            "problem": .text(problem),
        ])
    }
}

struct ProfilesReport: Renderable {
    let rows: [ProfileRow]
    let isLong: Bool
    let now: Instant

    var json: JSON { .object(["profiles": .array(rows.map { $0.json(at: now) })]) }

    func text(_ style: Style) -> String {
        let head = ["", "profile", "account", "role", "state"] + (isLong ? ["session", "region", "problem"] : [])
        return Table(
            head: head,
            rows: rows.map { row in
                let common: [Table.Cell] = [
                    .init(row.isActive ? "*" : ""), .init(row.name), .init(row.accountID ?? ""),
                    .init(row.roleName ?? ""),
                    row.ends.map { $0.state(at: now).cell(at: now) } ?? .init("unusable", .red),
                ]
                guard isLong else { return common }
                return common + [
                    .init(row.session.map { $0.name ?? $0.startURL } ?? ""),
                    .init(row.region ?? ""), .init(row.problem ?? ""),
                ]
            }
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
