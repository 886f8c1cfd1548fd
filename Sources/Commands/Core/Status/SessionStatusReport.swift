import Engine
import PluginKit
import SystemKit

/// What `awsx status --session` says: the sign-in alone, whoever it serves.
struct SessionStatusReport: Renderable {
    let session: SSOSession
    let ends: Expirations
    let loginExpected: Instant?
    let time: LocalTime

    private var now: Instant { time.now }
    var state: CredentialValidity { ends.state(at: now) }
    private var login: Hint? { state == .loginNeeded ? Hint(session.login(profile: nil)) : nil }

    /// The members of a report on an identity, of which there is none.
    var json: JSON {
        .object([
            "profile": .null, "execLabels": .null, "scope": .null, "provider": .string(SSORole.name),
            "session": .text(session.name), "startUrl": .string(session.startURL), "accountId": .null,
            "roleName": .null, "region": .string(session.region), "state": .string(state.word),
            "expiresAt": .time(state.end), "secondsLeft": .secondsLeft(until: state.end, at: now),
            "credentials": .end(nil, at: now), "token": .end(ends.token, at: now),
            "renewable": .bool(ends.isRenewable(at: now)), "sources": .array([]), "mfaSerial": .null,
            "tokenFile": .null, "loginCommand": .text(login?.words), "loginExpectedAt": .time(loginExpected),
            "caller": .null,
        ])
    }

    func text(_ style: Style) -> String {
        var rows: [(String, Table.Cell)] = [
            ("session", .init(session.title, .bold)), ("start URL", .init(session.startURL)),
            ("region", .init(session.region)), ("state", state.cell(at: now)),
        ]
        if let end = ends.token {
            rows.append(("token", .init(time.span(to: end) + (ends.isRenewable(at: now) ? ", renewable" : ""))))
        }
        if let end = loginExpected { rows.append(("sign-in", .init("again \(time.about(end))"))) }
        return KeyValueList(cells: rows).text(style) + (login.map { "→ \($0.words)\n" } ?? "")
    }
}
