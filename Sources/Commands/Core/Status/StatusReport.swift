import Engine
import PluginKit
import SystemKit

/// What `awsx status` says.
struct StatusReport: Renderable {
    let facts: StatusFacts
    /// What AWS said, if it was asked.
    let caller: JSON?
    let time: LocalTime

    private var identity: ResolvedIdentity { facts.identity }
    private var ends: Expirations { facts.ends }
    private var now: Instant { time.now }
    private var state: CredentialValidity { ends.state(at: now) }

    var json: JSON {
        let session = identity.source.session
        return .object([
            "profile": .text(identity.profile?.name),
            "execLabels": facts.execLabels?.json ?? .null,
            "scope": .text(facts.scope),
            "provider": .string(identity.source.providerName),
            "session": .text(session?.name),
            "startUrl": .text(session?.startURL),
            "accountId": .text(identity.source.accountID),
            "roleName": .text(identity.source.roleName),
            "region": .text(identity.region?.value),
            "state": .string(state.word),
            "expiresAt": .time(state.end),
            "secondsLeft": .secondsLeft(until: state.end, at: now),
            "credentials": .end(ends.credentials, at: now),
            "token": .end(ends.token, at: now),
            "renewable": .bool(ends.isRenewable(at: now)),
            "sources": .array(facts.sources.map(json)),
            "mfaSerial": .text(facts.mfaSerial),
            "tokenFile": facts.tokenFile.map { file in
                .object(["path": .string(file.path), "found": .bool(file.isThere)])
            } ?? .null,
            "loginCommand": .text(facts.login?.words),
            "loginExpectedAt": .time(facts.loginExpected),
            "caller": caller ?? .null,
        ])
    }

    private func json(_ link: StatusFacts.Link) -> JSON {
        let state = link.ends?.state(at: now)
        return .object([
            "source": .string(link.name),
            "provider": .string(link.source.providerName),
            "accountId": .text(link.source.accountID),
            "roleName": .text(link.source.roleName),
            "state": .text(state?.word),
            "expiresAt": .time(state?.end),
            "secondsLeft": .secondsLeft(until: state?.end, at: now),
        ])
    }

    func text(_ style: Style) -> String {
        var rows: [(String, Table.Cell)] = facts.execLabels?.cells ?? [("profile", .init(profile, .bold))]
        if let scope = facts.scope { rows.append(("scope", .init("\(scope) (label)"))) }
        if let account = identity.source.accountID { rows.append(("account", .init(account))) }
        if let role = identity.source.roleName { rows.append(("role", .init(role))) }
        if let session = identity.source.session {
            rows.append(("session", .init(session.name ?? session.startURL)))
        }
        if let region = identity.region { rows.append(("region", .init("\(region.value) (\(region.location))"))) }
        rows.append(("provider", .init(identity.source.providerName)))
        rows.append(("state", state.cell(at: now)))
        if let end = ends.credentials {
            rows.append(("credentials", .init(time.span(to: end))))
        } else if !facts.sources.isEmpty || facts.tokenFile != nil {
            rows.append(("credentials", .init("none cached")))
        }
        if let end = ends.token {
            rows.append(("token", .init(time.span(to: end) + (ends.isRenewable(at: now) ? ", renewable" : ""))))
        }
        if let end = facts.loginExpected { rows.append(("sign-in", .init("again \(time.about(end))"))) }
        for link in facts.sources {
            let state = link.ends?.state(at: now).title(at: now) ?? "can't be read"
            rows.append(("source", .init("\(link.name): \(link.source.providerName), \(state)")))
        }
        if let serial = facts.mfaSerial { rows.append(("MFA device", .init(serial))) }
        if let file = facts.tokenFile {
            rows.append(("token file", .init(file.path + (file.isThere ? "" : " (missing)"))))
        }
        if let arn = caller?["arn"]?.string { rows.append(("AWS says", .init(arn))) }
        return KeyValueList(cells: rows).text(style) + (facts.login.map { "→ \($0.words)\n" } ?? "")
    }

    private var profile: String {
        identity.profile?.name ?? type(of: identity.source.provider).titleWithoutProfile
    }
}

extension ExecLabels {
    /// The rows, of which the first stands out.
    var cells: [(String, Table.Cell)] {
        rows.enumerated().map { ($1.name, $0 == 0 ? .init($1.text, .bold) : .init($1.text)) }
    }
}
