import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx token`: the bearer access token, for services that take one.
package struct TokenPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = TokenArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let arguments = try TokenArguments.understand(invocation.words)
        var service = try CredentialService(invocation.context)
        service.isVerbose = arguments.common.verbose
        let session = try session(arguments, service)
        let run = try authorized(arguments, service)
        let token: String
        let end: Instant
        let now = invocation.context.clock.now()
        if let found = try service.store.load(session),
            TokenRenewalPolicy.decide(found.token, for: session, at: now, writtenAt: found.writtenAt, waited: false)
                == .use
        {
            token = found.token.accessToken.reveal()
            end = found.token.expiresAt
        } else {
            let request = IdentityRequest(
                profile: session.name == nil ? profileName(arguments, service) : nil, session: session.name)
            let answer = try service.ask(
                .token(
                    request,
                    login: run.login(isForbidden: arguments.login.isForbidden, otherwise: .never)))
            guard let text = answer["accessToken"]?.string, let expiry = answer["expiresAt"]?.string,
                let instant = Instant(iso8601: expiry)
            else { throw Failure(.badAnswer, "awsx-connect returned no token", status: .failure) }
            token = text
            end = instant
        }
        let text =
            arguments.json.isOn
            ? JSON.object([
                "session": .text(session.name), "startUrl": .string(session.startURL), "accessToken": .string(token),
                "expiresAt": .time(end), "secondsLeft": .secondsLeft(until: end, at: now),
            ]).serialized(.sortedPretty)
            : token
        run.record(nil, of: nil)
        try invocation.context.streams.output.print(text + "\n")
        return ExitStatus.done.rawValue
    }

    /// Whoever has the token has every role of the session, so that a rule for some account is a rule for it, too.
    private func authorized(_ arguments: TokenArguments, _ service: CredentialService) throws(Failure) -> AuthorizedRun
    {
        let authorization = try RunAuthorization(service.context, own: service.config.own)
        let name = arguments.session == nil ? profileName(arguments, service) : nil
        let subject = RunSubject(
            profile: name, agents: authorization.agent?.names ?? [], isOnTerminal: service.context.streams.hasPerson)
        return try authorization.require(subject, RequestedRun(.token, reason: arguments.reason.text))
    }

    private func session(_ arguments: TokenArguments, _ service: CredentialService) throws(Failure) -> SSOSession {
        if let name = arguments.session { return try SessionResolver(config: service.config).only(named: name) }
        if let name = profileName(arguments, service) {
            let location = service.resolver.selectedProfile(IdentityRequest(profile: arguments.profile))?.location
            let profile = try service.resolver.existingProfile(name, selectedBy: location ?? .argument("--profile"))
            return try LoginTarget(config: service.config).session(of: profile)
        }
        if let profile = service.config.profile("default"),
            let session = try SSOProfile(config: service.config).session(of: profile)
        {
            return session
        }
        return try SessionResolver(config: service.config).only(named: nil)
    }

    private func profileName(_ arguments: TokenArguments, _ service: CredentialService) -> String? {
        let request = IdentityRequest(profile: arguments.profile)
        return service.resolver.selectedProfile(request)?.name
    }
}

private struct TokenArguments: DeclaredCommand {
    static var name: String { "token" }
    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Print the access token of a session.",
        discussion: "Anyone with the token can use every role of the session. Keep it out of files and command lines."
    )

    static let listing = CommandListing(.credentials, 4, needs: CommandRequirements(credentials: .any))

    @Option(
        name: .session, help: "The sso-session (default: the active profile's session).",
        completion: .sessions)
    var session: String?

    @Option(name: .profile, help: "Use the session of this profile.", completion: .profiles)
    var profile: String?

    @OptionGroup var login: NoLoginOption
    @OptionGroup var reason: ReasonOption

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions
}
