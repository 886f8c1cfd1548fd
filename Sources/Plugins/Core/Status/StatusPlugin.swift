import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx status`: who the active identity is and until when, from files only.
package struct StatusPlugin: CorePlugin {
    package let manifest = Manifest(name: "status", summary: "Show who you are and until when", needs: .any)

    package init() {}

    package func run(_ call: Call) throws -> Int32 {
        let arguments = try StatusArguments.understand(call.words)
        let output = arguments.common.output(json: arguments.json.isOn, environment: call.world.environment)
        var acting = try Acting(call.world)
        acting.isVerbose = arguments.common.verbose
        let request = IdentityRequest(profile: arguments.profile.name)
        let identity = try acting.resolve(request)
        acting.tell(identity, on: output)
        let now = call.world.clock.now()
        let standing = try IdentityStanding.load(
            identity.source, store: acting.store, cache: acting.roleCache, at: now)
        let caller = arguments.check ? try acting.ask(.callerIdentity(request, login: .never)) : nil
        try output.show(StatusAnswer(identity: identity, standing: standing, caller: caller, now: now))
        return try judge(standing, minimum: arguments.minTTL?.seconds, now).rawValue
    }

    private func judge(_ standing: IdentityStanding, minimum: Int64?, _ now: Instant) throws(Failure) -> ExitStatus {
        switch standing.state {
        case .loginNeeded: .loginNeeded
        case .permanent: .done
        case .valid(let end): end.seconds(since: now) < minimum ?? 0 ? .temporary : .done
        case .renewable: minimum == nil ? .done : .temporary
        }
    }
}

private struct StatusArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", _superCommandName: "awsx", abstract: "Show who you are and until when.",
        discussion: """
            Read from files; --check asks AWS as well. Exit status: 0 valid or renewable without a person, 79 a login is \
            needed, 75 less time left than --min-ttl.
            """)

    @OptionGroup var profile: ProfileOptions

    @Flag(help: "Also ask AWS who the credentials belong to.")
    var check = false

    @Option(help: "End with 75 if less time is left, such as 90s, 15m or 1h.")
    var minTTL: TimeLeft?

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions
}

private struct StatusAnswer: Answer {
    let identity: ResolvedIdentity
    let standing: IdentityStanding
    let caller: JSON?
    let now: Instant

    private var end: Instant? {
        guard case .valid(let end) = standing.state else { return nil }
        return end
    }

    var json: JSON {
        let session = identity.source.ssoRole?.session
        let account = identity.source.account
        return .object([
            "profile": .text(identity.profile?.name),
            "provider": .string(identity.source.providerName),
            "session": .text(session?.name),
            "startUrl": .text(session?.startURL),
            "accountId": .text(account?.id),
            "roleName": .text(account?.roleName),
            "region": .text(identity.region?.value),
            "state": .string(standing.state.word),
            "credentialsExpireAt": .text(standing.credentialsEnd?.iso8601),
            "tokenExpiresAt": .text(standing.tokenEnd?.iso8601),
            "renewable": .bool(standing.isRenewable),
            "secondsLeft": end.map { .integer($0.seconds(since: now)) } ?? .null,
            "caller": caller,
        ])
    }

    func text(_ style: Style) -> String {
        var rows: [(String, Table.Cell)] = [
            ("profile", .init(identity.profile?.name ?? "none: keys from the environment", .bold))
        ]
        if let account = identity.source.account {
            rows += [("account", .init(account.id)), ("role", .init(account.roleName))]
        }
        if let session = identity.source.ssoRole?.session {
            rows.append(("session", .init(session.name ?? session.startURL)))
        }
        if let region = identity.region { rows.append(("region", .init("\(region.value) (\(region.place))"))) }
        rows.append(("provider", .init(identity.source.providerName)))
        rows.append(("state", standing.state.cell(at: now)))
        if let end = standing.credentialsEnd { rows.append(("credentials", .init(span(end)))) }
        if let end = standing.tokenEnd {
            rows.append(("token", .init(span(end) + (standing.isRenewable ? ", renewable" : ""))))
        }
        if let arn = caller?["arn"]?.string { rows.append(("AWS says", .init(arn))) }
        var text = Lines(cells: rows).text(style)
        if case .loginNeeded = standing.state, let role = identity.source.ssoRole {
            text += "→ \(role.session.loginCommand(profile: identity.profile?.name))\n"
        }
        return text
    }

    private func span(_ end: Instant) -> String {
        end > now
            ? "until \(end.iso8601) (\(TimeLeft(until: end, from: now).text) left)"
            : "ended \(end.iso8601) (\(TimeLeft(until: now, from: end).text) ago)"
    }
}
