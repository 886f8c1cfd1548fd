import Engine
import PluginKit

extension LoginTarget.Destination {
    /// What it is, in the answers of `login` and `logout`.
    var members: [JSON.Member] {
        let target: ConsoleLoginTarget? = if case .console(let target) = self { target } else { nil }
        return [
            JSON.Member("session", .text(session?.name)), JSON.Member("startUrl", .text(session?.startURL)),
            JSON.Member("profile", .text(target?.profile)),
            JSON.Member("loginSession", .text(target?.session?.value)),
            JSON.Member("accountId", .text(target?.known?.accountID)),
        ]
    }
}
