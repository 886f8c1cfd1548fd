import Engine
import PluginKit

extension LoginTarget.Destination {
    /// What it is, in the answers of `login` and `logout`.
    var members: [JSON.Member] {
        let (session, settings): (SSOSession?, LoginSessionSettings?) =
            switch self {
            case .identityCenter(let session): (session, nil)
            case .console(let settings): (nil, settings)
            }
        return [
            JSON.Member("session", .text(session?.name)), JSON.Member("startUrl", .text(session?.startURL)),
            JSON.Member("profile", .text(settings?.profile)),
            JSON.Member("loginSession", .text(settings?.session.value)),
            JSON.Member("accountId", .text(settings.flatMap { LoginSession($0).accountID })),
        ]
    }
}
