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
        var ended: [EndedSession] = []
        var firstFailure: Failure?
        let hasGivenBack = try await PluginLeaseReturn(service: service, output: output).perform(
            arguments.all ? service.config.profileNames : [arguments.profile.name].compactMap(\.self))
        for (destination, profile) in try targets(arguments, service, isOptional: hasGivenBack) {
            do {
                ended.append(try await end(destination, profile, service, output))
            } catch let failure as Failure {
                // Each session is ended whatever became of the one before.
                if firstFailure != nil { output.warn(failure.message) }
                firstFailure = firstFailure ?? failure
            }
        }
        if arguments.all {
            do {
                let known = LoginTarget(config: service.config).consoleSessions()
                let removed = try await ConsoleLogout.removeOthers(than: known, in: service.context)
                if removed > 0 {
                    output.remark("console sessions that no profile uses: removed \(removed); AWS was not notified")
                }
            } catch let failure as Failure {
                firstFailure = firstFailure ?? failure
            }
        }
        if let firstFailure { throw firstFailure }
        if arguments.json.isOn { try output.show(LogoutAnswer(ended: ended)) }
        return ExitStatus.done.rawValue
    }

    private func end(
        _ destination: LoginTarget.Destination, _ profile: Profile?, _ service: OnlineCredentialService,
        _ output: Output
    ) async throws -> EndedSession {
        let entry: EndedSession
        // What became of it at AWS, where it goes on there.
        var rest = ""
        switch destination {
        case .identityCenter(let session):
            let roles = LoginTarget(config: service.config).roles(of: session)
            let outcome = try await service.connected(profile) {
                try await $0.signOut(session).perform(session, roles: roles)
            }
            // The next one to sign in may be somebody else.
            try? DiscoveryCheckpoint(of: session, in: service.context).remove()
            try removeRegistryTokens(of: session, service.context)
            entry = EndedSession(destination, wasSignedIn: outcome.wasSignedIn, removedRoles: outcome.removedRoles)
        case .console(let target):
            let outcome = try await service.connected(profile) {
                try await ConsoleSignIn(connection: $0, target: target, profile: profile).end()
            }
            rest = outcome?.remark.map { "; the session is still active at AWS (\($0))" } ?? ""
            entry = EndedSession(
                destination, wasSignedIn: outcome?.wasSignedIn ?? false, isRevoked: outcome?.isRevoked ?? false)
        }
        let done =
            entry.wasSignedIn ? (rest.isEmpty ? "signed out" : "signed out on this machine") : "was not signed in"
        output.remark("\(destination.title): \(done)\(rest)")
        return entry
    }

    /// AWS takes them until they end; here nobody shall find them.
    private func removeRegistryTokens(of session: SSOSession, _ context: RuntimeContext) throws {
        try RegistryTokenCache(files: context.files, state: try StateFolder.of(context)).remove(of: session)
    }

    private func targets(
        _ arguments: LogoutArguments, _ service: OnlineCredentialService, isOptional: Bool
    ) throws -> [(destination: LoginTarget.Destination, profile: Profile?)] {
        let config = service.config
        if arguments.all {
            let target = LoginTarget(config: config)
            return target.all().map { (.identityCenter($0), nil) }
                + target.consoleSessions().map { (.console(ConsoleLoginTarget($0)), config.profile($0.profile)) }
        }
        // A profile whose credentials a plugin gave may have no session behind it.
        if isOptional, let name = arguments.profile.name, config.profile(name)?["sso_session"] == nil,
            config.profile(name)?["sso_start_url"] == nil
        {
            return []
        }
        return [
            try SessionChoice(config: config, context: service.context)
                .destination(profile: arguments.profile.name, session: arguments.session)
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
            until they expire. A console session (`login --console`) is ended at AWS if its identity has the permission.
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

private struct EndedSession: Sendable {
    let destination: LoginTarget.Destination
    let wasSignedIn: Bool
    let removedRoles: Int
    let isRevoked: Bool

    init(
        _ destination: LoginTarget.Destination, wasSignedIn: Bool, removedRoles: Int = 0, isRevoked: Bool = false
    ) {
        self.destination = destination
        self.wasSignedIn = wasSignedIn
        self.removedRoles = removedRoles
        self.isRevoked = isRevoked
    }
}

private struct LogoutAnswer: Renderable {
    let ended: [EndedSession]

    var json: JSON {
        .object([
            "sessions": .array(
                ended.map { entry in
                    .object(
                        entry.destination.members + [
                            JSON.Member("wasSignedIn", .bool(entry.wasSignedIn)),
                            JSON.Member("removedRoles", .integer(Int64(entry.removedRoles))),
                            JSON.Member("isRevoked", .bool(entry.isRevoked)),
                        ])
                })
        ])
    }

    func text(_ style: Style) -> String { "" }
}
