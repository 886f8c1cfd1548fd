import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx logout`: ends sessions, one or all that the configuration knows.
package struct LogoutPlugin: NetworkPlugin {
    package let declaration: any DeclaredCommand.Type = LogoutArguments.self

    package init() {}

    package func run(_ invocation: Invocation) async throws -> Int32 {
        let arguments = try LogoutArguments.understand(invocation.words)
        let output = arguments.common.output(json: arguments.json.isOn, in: invocation.context)
        let service = try OnlineCredentialService(
            invocation.context, observer: RequestObserver(output), warn: output.warn)
        var ended: [(SSOSession, SSOLogout.Outcome)] = []
        var firstFailure: Failure?
        let hasGivenBack = try await PluginLeaseReturn(service: service, output: output).perform(
            arguments.all ? service.config.profileNames : [arguments.profile.name].compactMap(\.self))
        for (session, profile) in try targets(arguments, service, isOptional: hasGivenBack) {
            do {
                let roles = LoginTarget(config: service.config).roles(of: session)
                let outcome = try await service.connected(profile) {
                    try await $0.signOut(session).perform(session, roles: roles)
                }
                // The next one to sign in may be somebody else.
                try? DiscoveryCheckpoint(of: session, in: service.context).remove()
                try removeRegistryTokens(of: session, service.context)
                ended.append((session, outcome))
                output.remark(
                    outcome.wasSignedIn ? "\(session.title): signed out" : "\(session.title): was not signed in")
            } catch let failure as Failure {
                // Each session is ended whatever became of the one before.
                if firstFailure != nil { output.warn(failure.message) }
                firstFailure = firstFailure ?? failure
            }
        }
        if let firstFailure { throw firstFailure }
        if arguments.json.isOn { try output.show(LogoutAnswer(ended: ended)) }
        return ExitStatus.done.rawValue
    }

    /// AWS takes them until they end; here nobody shall find them.
    private func removeRegistryTokens(of session: SSOSession, _ context: RuntimeContext) throws {
        try RegistryTokenCache(files: context.files, state: try StateFolder.of(context)).remove(of: session)
    }

    private func targets(
        _ arguments: LogoutArguments, _ service: OnlineCredentialService, isOptional: Bool
    ) throws -> [(session: SSOSession, profile: Profile?)] {
        if arguments.all { return LoginTarget(config: service.config).all().map { ($0, nil) } }
        // A profile whose credentials a plugin gave may have no session behind it.
        if isOptional, let name = arguments.profile.name, service.config.profile(name)?["sso_session"] == nil,
            service.config.profile(name)?["sso_start_url"] == nil
        {
            return []
        }
        return [
            try SessionChoice(config: service.config, context: service.context)
                .resolve(profile: arguments.profile.name, session: arguments.session)
        ]
    }
}

private struct LogoutArguments: DeclaredCommand {
    static var name: String { "logout" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Sign out of a session.",
        discussion: """
            Tells AWS to end the session, then removes its token and the role credentials that came from it. Files \
            of other sessions and other tools are kept. Role credentials that a program already has stay valid \
            until they expire.
            """)

    static let listing = CommandListing(.signIn, 2, needs: CommandRequirements(network: true))

    @OptionGroup var profile: ProfileOptions

    @Option(name: .session, help: "The sso-session to sign out of.", completion: .sessions)
    var session: String?

    @Flag(help: "Every configured session.")
    var all = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if all, profile.name != nil || session != nil {
            throw ValidationError("--all can't be combined with a profile or session")
        }
    }
}

private struct LogoutAnswer: Renderable {
    let ended: [(session: SSOSession, outcome: SSOLogout.Outcome)]

    var json: JSON {
        .object([
            "sessions": .array(
                ended.map { entry in
                    .object([
                        "session": .text(entry.session.name), "startUrl": .string(entry.session.startURL),
                        "wasSignedIn": .bool(entry.outcome.wasSignedIn),
                        "removedRoles": .integer(Int64(entry.outcome.removedRoles)),
                    ])
                })
        ])
    }

    func text(_ style: Style) -> String { "" }
}
