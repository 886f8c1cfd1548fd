import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx token`: the bearer access token, for services that take one.
package struct TokenPlugin: CorePlugin {
    package let manifest = Manifest(name: "token", summary: "Print the access token of a session", needs: .any)

    package init() {}

    package func run(_ call: Call) throws -> Int32 {
        let arguments = try TokenArguments.understand(call.words)
        var acting = try Acting(call.world)
        acting.isVerbose = arguments.common.verbose
        let session = try session(arguments, acting)
        let token: String
        let end: Instant
        let now = call.world.clock.now()
        if let found = try acting.store.load(session),
            TokenPolicy.decide(found.token, for: session, at: now, writtenAt: found.writtenAt, waited: false) == .use
        {
            token = found.token.accessToken.reveal()
            end = found.token.expiresAt
        } else {
            let request = IdentityRequest(
                profile: session.name == nil ? profileName(arguments, acting) : nil, session: session.name)
            let answer = try acting.ask(
                .token(request, login: acting.login(isForbidden: arguments.noLogin, otherwise: .never)))
            guard let text = answer["accessToken"]?.string, let expiry = answer["expiresAt"]?.string,
                let instant = Instant(iso8601: expiry)
            else { throw Failure(.badAnswer, "awsx-connect gave no token", status: .failure) }
            token = text
            end = instant
        }
        let text =
            arguments.json.isOn
            ? JSON.object(["accessToken": .string(token), "expiresAt": .string(end.iso8601)]).serialized(.sortedPretty)
            : token
        try translating(.fileUnwritable) { () throws(SystemFailure) in
            try StandardStream.output.writeChecked(text + "\n")
        }
        return ExitStatus.done.rawValue
    }

    private func session(_ arguments: TokenArguments, _ acting: Acting) throws(Failure) -> SSOSession {
        if let name = arguments.session { return try SessionResolver(config: acting.config).only(named: name) }
        if let name = profileName(arguments, acting) {
            let resolver = IdentityResolver(world: acting.world, config: acting.config)
            let place = resolver.selectedProfile(IdentityRequest(profile: arguments.profile))?.place
            let profile = try resolver.existingProfile(name, selectedBy: place ?? .argument("--profile"))
            return try LoginTarget(config: acting.config).session(of: profile)
        }
        if let profile = acting.config.profile("default"),
            let session = try SSOProfile(config: acting.config).session(of: profile)
        {
            return session
        }
        return try SessionResolver(config: acting.config).only(named: nil)
    }

    private func profileName(_ arguments: TokenArguments, _ acting: Acting) -> String? {
        let request = IdentityRequest(profile: arguments.profile)
        return IdentityResolver(world: acting.world, config: acting.config).selectedProfile(request)?.name
    }
}

private struct TokenArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", _superCommandName: "awsx",
        abstract: "Print the access token of a session.",
        discussion: "Whoever has the token can use every role of the session: keep it out of files and command lines."
    )

    @Option(name: [.long, .customLong("sso-session")], help: "The sso-session; without it the active profile's.")
    var session: String?

    @Option(name: [.customShort("p"), .long], help: "The profile whose session is meant.")
    var profile: String?

    @Flag(help: "Never start a sign-in; end with 79 if one is needed.")
    var noLogin = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions
}
