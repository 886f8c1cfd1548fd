import Engine
import NetworkCommands
package import PluginKit
import SystemKit

/// `awsx console`: the web console in a browser, as a profile's role.
package struct ConsolePlugin: NetworkPlugin {
    package let declaration: any DeclaredCommand.Type = ConsoleArguments.self

    package init() {}

    package func run(_ invocation: Invocation) async throws -> Int32 {
        let arguments = try ConsoleArguments.understand(invocation.words)
        let context = invocation.context
        let output = arguments.common.output(json: arguments.json.isOn, in: context)
        if let agent = context.agent, !arguments.printURL { throw Self.unopened(agent) }
        let identity = try identity(arguments, output, in: context)
        let region = identity.region ?? Setting(value: "us-east-1", location: .argument("awsx's default"))
        let destination = try ConsoleDestination(service: arguments.service, region: region)
        let url =
            arguments.portal
            ? Secret(try PortalLink(identity, to: arguments.portalDestination(destination)).url)
            : try await ConsoleSignIn(identity: identity, region: region, warn: output.warn)
                .url(to: destination, lasting: arguments.limits.duration?.seconds)
        if !arguments.printURL {
            let browser = try Browser.console(of: identity.identity, in: context)
            if let reason = browser.open(url.reveal()) {
                throw Failure(
                    .failed, "no browser was opened: \(reason)",
                    hint: "awsx console --print-url, and open what it prints")
            }
            if !arguments.json.isOn { output.remark("opened the console as \(identity.title): \(destination.url)") }
        }
        if arguments.printURL || arguments.json.isOn {
            try output.show(
                ConsoleAnswer(
                    identity: identity, region: region.value, destination: destination.url,
                    url: arguments.printURL ? url : nil))
        }
        return ExitStatus.done.rawValue
    }

    private static func unopened(_ agent: DetectedAgent) -> Failure {
        Failure(
            .denied, "awsx does not open a browser for an agent (\(agent.name): \(agent.markText))",
            hint: "ask a person to run it, or use --print-url")
    }

    private func identity(
        _ arguments: ConsoleArguments, _ output: Output, in context: RuntimeContext
    ) throws -> ActingIdentity {
        let service = try OnlineCredentialService(context, observer: RequestObserver(output), warn: output.warn)
        var limits = try arguments.limits.limits(files: context.files)
        // It is meant for the console's session.
        limits.durationSeconds = nil
        let request = arguments.profile.request(
            region: arguments.region, limits: limits, scopes: arguments.limits.scope.selections)
        let identity = try service.resolver.resolve(request)
        output.tell(identity, of: service.config)
        let login = LoginPermission.atHand(isForbidden: arguments.login.isForbidden, otherwise: .never, in: context)
        return try ActingIdentity(
            service, identity, request, for: RequestedRun(.console, reason: arguments.reason.text), login: login,
            mfaCode: arguments.limits.mfa.code)
    }
}

extension ConsoleArguments {
    /// The portal has a first page of its own, so only what was asked for is named.
    fileprivate func portalDestination(_ destination: ConsoleDestination) -> String? {
        service == nil && region == nil ? nil : destination.url
    }
}

private struct ConsoleAnswer: Renderable {
    let identity: ActingIdentity
    let region: String
    let destination: String
    /// Nil where a browser was given it.
    let url: Secret?

    var json: JSON {
        .object([
            "profile": .text(identity.profileName), "accountId": .text(identity.identity.source.accountID),
            "roleName": .text(identity.identity.source.roleName), "region": .string(region),
            "destination": .string(destination), "url": .text(url?.reveal()),
        ])
    }

    func text(_ style: Style) -> String { url.map { "\($0.reveal())\n" } ?? "" }
}
