import ArgumentParser
import Engine
package import PluginKit
import SystemKit
import Terminal

/// `awsx login`: signs in to Identity Center, or to the AWS console.
package struct LoginPlugin: NetworkPlugin {
    package let declaration: any DeclaredCommand.Type = LoginArguments.self

    package init() {}

    package func run(_ invocation: Invocation) async throws -> Int32 {
        let arguments = try LoginArguments.understand(invocation.words)
        let output = arguments.common.output(json: arguments.json.isOn, in: invocation.context)
        let service = try OnlineCredentialService(
            invocation.context, observer: RequestObserver(output), warn: output.warn)
        let targets = try targets(arguments, service)
        var signedIn: [SignedIn] = []
        var firstFailure: Failure?
        for (destination, profile) in targets {
            do {
                signedIn.append(try await signIn(destination, profile, arguments, service))
            } catch let failure as Failure where targets.count > 1 {
                firstFailure = firstFailure ?? failure
                output.warn("\(destination.title): \(failure.message)")
            }
        }
        if let firstFailure { throw firstFailure }
        if arguments.json.isOn {
            try output.show(LoginAnswer(sessions: signedIn, now: invocation.context.clock.now()))
        }
        return ExitStatus.done.rawValue
    }

    /// What to sign in to, and the profile whose settings count for reaching it.
    private typealias Target = (destination: LoginTarget.Destination, profile: Profile?)

    private func targets(_ arguments: LoginArguments, _ service: OnlineCredentialService) throws -> [Target] {
        let config = service.config
        if arguments.console { return [try consoleTarget(arguments, service)] }
        guard arguments.all else {
            let target = try SessionChoice(config: config, context: service.context)
                .destination(profile: arguments.profile.name, session: arguments.session)
            if case .identityCenter(let session) = target.destination, arguments.region != nil {
                throw Failure(
                    .usage, "--region is for a sign-in to the console; \(session.title) has a region of its own",
                    at: session.location, hint: "omit --region")
            }
            return [target]
        }
        let sessions = LoginTarget(config: config).all()
        guard !sessions.isEmpty else {
            if config.profileNames.isEmpty { throw Failure.nothingConfigured(config.paths) }
            throw config.paths.homeless
                ?? Failure(
                    .sessionNotFound, "no session is configured", hint: "awsx configure sso-session",
                    status: .configuration)
        }
        return sessions.map { (.identityCenter($0), nil) }
    }

    /// The profile that a console sign-in is for; one that is not there yet is made.
    private func consoleTarget(_ arguments: LoginArguments, _ service: OnlineCredentialService) throws -> Target {
        let resolver = IdentityResolver(context: service.context, config: service.config)
        let request = IdentityRequest(profile: arguments.profile.name)
        let (name, location) = resolver.selectedProfile(request) ?? ("default", .argument("--console"))
        // As a new section's name only what every AWS tool reads.
        _ = try AnswerValidation.name(name, of: "profile", isKnown: service.config.profile(name) != nil)
        let target = try ConsoleLoginTarget(name, in: service.config, namedBy: location)
        return (.console(target), service.config.profile(name))
    }

    private func signIn(
        _ destination: LoginTarget.Destination, _ profile: Profile?, _ arguments: LoginArguments,
        _ service: OnlineCredentialService
    ) async throws -> SignedIn {
        let flow = LoginFlow.here(
            destination.session, service.context, usesDeviceCode: arguments.useDeviceCode, port: arguments.port)
        let options = LoginOptions(
            flow: flow, force: arguments.force, opensBrowser: !arguments.noBrowser, port: arguments.port,
            profile: profile?.name)
        let isQuiet = arguments.common.quiet
        return try await service.connected(profile) { connection in
            try await Progress.during("sign-in to \(destination.title)", isQuiet: isQuiet, in: service.context) { _ in
                let display = CodeDisplay(service.context, isQuiet: isQuiet, copies: arguments.copy)
                switch destination {
                case .identityCenter(let session):
                    let login = StandbyLogin(
                        connection: connection, session: session, cause: arguments.all ? .all : .typed)
                    let found = try await login.signIn(options, profile: profile, display)
                    return SignedIn(
                        of: .identityCenter(found.session), until: found.token.expiresAt,
                        wasSignedIn: found.wasSignedIn)
                case .console(let target):
                    let signIn = ConsoleSignIn(connection: connection, target: target, profile: profile)
                    let found = try await signIn.perform(options, region: arguments.region, display)
                    return SignedIn(
                        of: .console(ConsoleLoginTarget(found.session.settings)), until: found.until,
                        wasSignedIn: found.wasSignedIn)
                }
            }
        }
    }
}

private struct LoginArguments: DeclaredCommand {
    static var name: String { "login" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Sign in to IAM Identity Center, or to the AWS console.",
        discussion: """
            If the session is still valid, nothing happens. awsx uses the browser if one on this machine can complete \
            the sign-in, otherwise a device code (over SSH, without a display, for legacy profiles).

            With --console, the profile acts as the user, role or root user that you choose in the browser, as after \
            `aws login`. If the profile does not exist, it is created. Its credentials are renewed for up to 12 hours.

            Examples:
              awsx login prod-admin
              awsx login --console me
              awsx login me --remote        the browser is on another machine: copy its code
              awsx login --session corp --use-device-code
              awsx login --port 8765        with ssh -L 8765:127.0.0.1:8765
            """)

    static let listing = CommandListing(.signIn, 1, needs: CommandRequirements(network: true))

    @OptionGroup var profile: ProfileOptions

    @Option(name: .session, help: "The sso-session to sign in to.", completion: .sessions)
    var session: String?

    @Flag(help: "Every configured session.")
    var all = false

    @Flag(help: "Sign in to the AWS console instead of Identity Center, and use that identity for the profile.")
    var console = false

    @Flag(
        name: [.long, .customLong("remote")],
        help: "Sign in with a code on any device instead of a browser on this machine.")
    var useDeviceCode = false

    @Option(help: "The region to sign in to the console in.", completion: .regions)
    var region: String?

    @Flag(help: "Print the address instead of opening a browser.")
    var noBrowser = false

    @Option(
        name: [.long, .customLong("redirect-port")],
        help: "Local port that receives the browser's redirect, for port forwarding.")
    var port: Int?

    @Flag(help: "Copy the sign-in address to the terminal's clipboard (OSC 52).")
    var copy = false

    @Flag(help: "Sign in even if the session is still valid.")
    var force = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if all, profile.name != nil || session != nil {
            throw ValidationError("--all can't be combined with a profile or session")
        }
        if console, all || session != nil {
            throw ValidationError("--console can't be combined with --all or --session")
        }
        if all, region != nil { throw ValidationError("--region can't be combined with --all") }
        if let port, !(1...65535).contains(port) { throw ValidationError("\(port) is not a port (1 to 65535)") }
        if port != nil, useDeviceCode { throw ValidationError("--port can't be combined with --use-device-code") }
    }
}

private struct SignedIn: Sendable {
    let destination: LoginTarget.Destination
    let until: Instant
    let wasSignedIn: Bool

    init(of destination: LoginTarget.Destination, until: Instant, wasSignedIn: Bool) {
        self.destination = destination
        self.until = until
        self.wasSignedIn = wasSignedIn
    }
}

private struct LoginAnswer: Renderable {
    let sessions: [SignedIn]
    let now: Instant

    var json: JSON {
        .object([
            "sessions": .array(
                sessions.map { entry in
                    .object(
                        entry.destination.members + [
                            JSON.Member("expiresAt", .time(entry.until)),
                            JSON.Member("secondsLeft", .secondsLeft(until: entry.until, at: now)),
                            JSON.Member("wasSignedIn", .bool(entry.wasSignedIn)),
                        ])
                })
        ])
    }

    func text(_ style: Style) -> String { "" }
}
