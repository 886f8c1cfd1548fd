import ArgumentParser
import Engine
package import PluginKit
import SystemKit
import Terminal
import Wire

/// `awsx whoami`: GetCallerIdentity with the active identity's credentials.
package struct WhoamiPlugin: NetworkPlugin {
    package let declaration: any DeclaredCommand.Type = WhoamiArguments.self

    package init() {}

    package func run(_ invocation: Invocation) async throws -> Int32 {
        let arguments = try WhoamiArguments.understand(invocation.words)
        let output = arguments.common.output(json: arguments.json.isOn, in: invocation.context)
        let service = try OnlineCredentialService(
            invocation.context, observer: RequestObserver(output), warn: output.warn)
        let request = arguments.profile.request(region: arguments.region)
        let identity = try service.resolver.resolve(request)
        output.tell(identity, of: service.config)
        let login = LoginPermission.atHand(
            isForbidden: arguments.login.isForbidden, otherwise: .never, in: invocation.context)
        let caller = try await CallerLookup(service: service)
            .callerIdentity(identity, login: login, mfaCode: arguments.mfa.code)
        try output.show(
            WhoamiAnswer(
                caller: caller, identity: identity,
                execLabels: ExecLabels.of(identity.source, in: invocation.context.environment),
                scope: ExecLabels.scope(of: identity.source, in: invocation.context.environment)))
        return ExitStatus.done.rawValue
    }
}

/// Asks STS who an identity is.
struct CallerLookup: Sendable {
    let service: OnlineCredentialService

    func callerIdentity(
        _ identity: ResolvedIdentity, login: LoginPermission, mfaCode: Secret? = nil
    ) async throws -> CallerIdentity {
        let credentials = try await service.credentials(
            identity, policy: CredentialRenewalPolicy(typedMinimum: nil), login: login, mfaCode: mfaCode)
        return try await service.connected(identity.profile) { connection in
            do {
                return try await Progress.during("your identity", in: service.context) { _ in
                    let region = try await region(identity, connection)
                    return try await connection.sts(region).callerIdentity(of: credentials)
                }
            } catch let refusal as ServiceError where (400..<404).contains(refusal.httpStatus) {
                throw Failure(
                    .denied, "AWS rejected these credentials (\(refusal.code): \(refusal.message))",
                    at: .url(refusal.url),
                    hint: refusal.clockRemedy
                        ?? "awsx status\(identity.profile.map { " \(DisplayedCommandWord.quoted($0.name))" } ?? "")")
            }
        }
    }

    /// Any region answers the question: the identity's own, else that of its session, else of the machine that lends the
    /// keys, else the partition's first.
    private func region(_ identity: ResolvedIdentity, _ connection: AWSConnection) async throws -> Setting {
        if let region = identity.region { return region }
        if identity.source.origin.provider.doubt != nil,
            let region = try await identity.region(connection.context, connection)
        {
            return region
        }
        if let session = identity.source.session {
            return Setting(value: session.region, location: session.location)
        }
        return Setting(value: "us-east-1", location: .argument("awsx's default"))
    }
}

private struct WhoamiArguments: DeclaredCommand {
    static var name: String { "whoami" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Ask AWS who you are.",
        discussion: "Calls STS GetCallerIdentity, which needs no permission. awsx status answers from local files only."
    )

    static let listing = CommandListing(.signIn, 4, needs: CommandRequirements(credentials: .any, network: true))

    @OptionGroup var profile: ProfileOptions

    @Option(help: "Use the STS endpoint of this region.", completion: .regions)
    var region: String?

    @OptionGroup var login: NoLoginOption

    @OptionGroup var mfa: MFAOption
    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions
}

private struct WhoamiAnswer: Renderable {
    let caller: CallerIdentity
    let identity: ResolvedIdentity
    let execLabels: ExecLabels?
    let scope: String?

    var json: JSON {
        .object([
            "accountId": .string(caller.account), "arn": .string(caller.arn), "userId": .string(caller.userID),
            "profile": .text(identity.profile?.name), "roleName": .text(identity.source.roleName),
            "execLabels": execLabels?.json ?? .null, "scope": .text(scope),
        ])
    }

    func text(_ style: Style) -> String {
        var rows = [("account", caller.account), ("arn", caller.arn), ("user ID", caller.userID)]
        if let profile = identity.profile?.name { rows.append(("profile", profile)) }
        if let execLabels { rows += execLabels.rows.map { ($0.name, $0.text) } }
        if let scope { rows.append(("scope", "\(scope) (label)")) }
        return KeyValueList(rows).text(style)
    }
}
