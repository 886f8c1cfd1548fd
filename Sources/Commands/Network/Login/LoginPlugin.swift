import ArgumentParser
import Engine
package import PluginKit
import SystemKit
import Terminal

/// `awsx login`: signs in to Identity Center.
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
        for (session, profile) in targets {
            do {
                signedIn.append(try await signIn(session, profile, arguments, service))
            } catch let failure as Failure where targets.count > 1 {
                firstFailure = firstFailure ?? failure
                output.warn("\(session.title): \(failure.message)")
            }
        }
        if let firstFailure { throw firstFailure }
        if arguments.json.isOn {
            try output.show(LoginAnswer(sessions: signedIn, now: invocation.context.clock.now()))
        }
        return ExitStatus.done.rawValue
    }

    private func targets(
        _ arguments: LoginArguments, _ service: OnlineCredentialService
    ) throws -> [(session: SSOSession, profile: Profile?)] {
        guard arguments.all else {
            return [
                try SessionChoice(config: service.config, context: service.context)
                    .resolve(profile: arguments.profile.name, session: arguments.session)
            ]
        }
        let sessions = LoginTarget(config: service.config).all()
        guard !sessions.isEmpty else {
            if service.config.profileNames.isEmpty { throw Failure.nothingConfigured(service.config.paths) }
            throw service.config.paths.homeless
                ?? Failure(
                    .sessionNotFound, "no session is configured", hint: "awsx configure sso-session",
                    status: .configuration)
        }
        return sessions.map { ($0, nil) }
    }

    private func signIn(
        _ session: SSOSession, _ profile: Profile?, _ arguments: LoginArguments, _ service: OnlineCredentialService
    ) async throws -> SignedIn {
        let flow = LoginFlow.here(
            session, service.context, usesDeviceCode: arguments.useDeviceCode, port: arguments.port)
        let options = LoginOptions(
            flow: flow, force: arguments.force, opensBrowser: !arguments.noBrowser, port: arguments.port,
            profile: profile?.name)
        let isQuiet = arguments.common.quiet
        return try await service.connected(profile) { connection in
            try await Progress.during("sign-in to \(session.title)", isQuiet: isQuiet, in: service.context) { _ in
                let display = CodeDisplay(service.context, isQuiet: isQuiet, copies: arguments.copy)
                let found = try await StandbyLogin(
                    connection: connection, session: session, cause: arguments.all ? .all : .typed
                ).signIn(options, profile: profile, display)
                return SignedIn(
                    session: found.session, until: found.token.expiresAt, wasSignedIn: found.wasSignedIn)
            }
        }
    }
}

private struct LoginArguments: DeclaredCommand {
    static var name: String { "login" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Sign in to IAM Identity Center.",
        discussion: """
            A session that is still valid is left alone. awsx uses the browser if one on this machine can complete \
            the sign-in, otherwise a device code (over SSH, without a display, for legacy profiles).

            Examples:
              awsx login prod-admin
              awsx login --session corp --use-device-code
              awsx login --port 8765        with ssh -L 8765:127.0.0.1:8765
            """)

    static let listing = CommandListing(.signIn, 1, needs: CommandRequirements(network: true))

    @OptionGroup var profile: ProfileOptions

    @Option(name: .session, help: "The sso-session to sign in to.", completion: .sessions)
    var session: String?

    @Flag(help: "Every configured session.")
    var all = false

    @Flag(help: "Sign in with a code on any device instead of a browser on this machine.")
    var useDeviceCode = false

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
        if let port, !(1...65535).contains(port) { throw ValidationError("\(port) is not a port (1 to 65535)") }
        if port != nil, useDeviceCode { throw ValidationError("--port can't be combined with --use-device-code") }
    }
}

private struct SignedIn: Sendable {
    let session: SSOSession
    let until: Instant
    let wasSignedIn: Bool
}

private struct LoginAnswer: Renderable {
    let sessions: [SignedIn]
    let now: Instant

    var json: JSON {
        .object([
            "sessions": .array(
                sessions.map { entry in
                    .object([
                        "session": .text(entry.session.name), "startUrl": .string(entry.session.startURL),
                        "expiresAt": .time(entry.until),
                        "secondsLeft": .secondsLeft(until: entry.until, at: now),
                        "wasSignedIn": .bool(entry.wasSignedIn),
                    ])
                })
        ])
    }

    func text(_ style: Style) -> String { "" }
}
