import ArgumentParser
import Engine
package import PluginKit
import SystemKit
import Terminal

/// `awsx accounts`: the accounts and roles that a session may use.
package struct AccountsPlugin: NetworkPlugin {
    package let declaration: any DeclaredCommand.Type = AccountsArguments.self

    package init() {}

    package func run(_ invocation: Invocation) async throws -> Int32 {
        let arguments = try AccountsArguments.understand(invocation.words)
        let output = arguments.common.output(json: arguments.json.isOn, in: invocation.context)
        let service = try OnlineCredentialService(
            invocation.context, observer: RequestObserver(output), warn: output.warn)
        let (session, profile) = try SessionChoice(config: service.config, context: service.context)
            .resolve(profile: arguments.profile, session: arguments.session)
        let rows = try await service.connected(profile) { connection in
            try await Progress.during(
                "accounts and roles of \(session.title)", isQuiet: output.isQuiet, in: service.context
            ) { try await list(session, connection, profile: profile?.name, $0) }
        }
        try output.show(AccountsAnswer(session: session, rows: rows, columns: output.streams.output.columns))
        if rows.isEmpty { output.remark("\(session.title) has no accounts for you") }
        return ExitStatus.done.rawValue
    }

    private func list(
        _ session: SSOSession, _ connection: AWSConnection, profile: String?, _ progress: Progress
    ) async throws -> [AccountRow] {
        let context = connection.context
        let discovery = RoleDiscovery(
            context: context, portal: try connection.pacedPortal(session),
            partial: try DiscoveryCheckpoint(of: session, in: context),
            passesOverDenied: false, report: DiscoveryProgress(progress).show)
        let entries = try await connection.tokens(session).withToken(of: session, profile: profile) {
            try await discovery.run(accessToken: $0.accessToken, isFresh: false)
        }
        return entries.map { AccountRow(account: $0.account, roles: $0.roles ?? []) }
            .sorted { ($0.account.sortKey, $0.account.id) < ($1.account.sortKey, $1.account.id) }
    }
}

private struct AccountsArguments: DeclaredCommand {
    static var name: String { "accounts" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "List the accounts and roles you can use.")

    static let listing = CommandListing(.look, 2, needs: CommandRequirements(network: true))

    @Option(
        name: .session, help: "The sso-session (default: the active profile's session).",
        completion: .sessions)
    var session: String?

    @Option(name: .profile, help: "Use the session of this profile.", completion: .profiles)
    var profile: String?

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions
}

extension Account {
    fileprivate var sortKey: String { (name ?? emailAddress ?? id).lowercased() }
}

private struct AccountRow: Sendable {
    let account: Account
    let roles: [String]
}

private struct AccountsAnswer: Renderable {
    let session: SSOSession
    let rows: [AccountRow]
    /// How long a line may be; nil for any length.
    let columns: Int?

    var json: JSON {
        .object([
            "session": .text(session.name), "startUrl": .string(session.startURL),
            "accounts": .array(
                rows.map { row in
                    .object([
                        "accountId": .string(row.account.id), "accountName": .text(row.account.name),
                        "emailAddress": .text(row.account.emailAddress),
                        "roleNames": .array(row.roles.map(JSON.string)),
                    ])
                }),
        ])
    }

    func text(_ style: Style) -> String {
        Table(
            head: ["account", "name", "role"],
            rows: rows.flatMap { row in
                (row.roles.isEmpty ? [""] : row.roles).enumerated().map { index, role in
                    [
                        .init(index == 0 ? row.account.id : ""),
                        .init(index == 0 ? row.account.name ?? row.account.emailAddress ?? "" : ""), .init(role),
                    ]
                }
            },
            narrowing: .init(columns: columns, dropping: [1], shortening: [1: 8], last: 2)
        ).text(style)
    }
}
