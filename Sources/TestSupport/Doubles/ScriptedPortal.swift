package import Engine
import Synchronization
import SystemKit

/// An access portal of prepared answers that keeps what it was asked.
package final class ScriptedPortal: PortalService {
    package enum Call: Sendable, Hashable {
        case accounts(Secret)
        case roles(accountID: String, Secret)
        case roleCredentials(accountID: String, roleName: String, Secret)
        case logout(Secret)
    }

    private let accounts = ScriptedReplies<[Account]>("listAccounts", [])
    private let roles = ScriptedReplies<[String]>("listAccountRoles", [])
    private let credentials = ScriptedReplies<Credentials>("roleCredentials", [])
    private let logouts = ScriptedReplies<Void>("logout", [])
    private let kept = Mutex<[Call]>([])

    package init() {}

    /// All calls so far, in order.
    package var calls: [Call] { kept.withLock { $0 } }

    /// How many answers nobody asked for.
    package var answersLeft: Int {
        accounts.stepsLeft + roles.stepsLeft + credentials.stepsLeft + logouts.stepsLeft
    }

    package func onAccounts(_ step: @escaping @Sendable () async throws -> [Account]) { accounts.append(step) }
    package func onRoles(_ step: @escaping @Sendable () async throws -> [String]) { roles.append(step) }
    package func onCredentials(_ step: @escaping @Sendable () async throws -> Credentials) {
        credentials.append(step)
    }
    package func onLogout(_ step: @escaping @Sendable () async throws -> Void) { logouts.append(step) }

    package func listAccounts(accessToken: Secret) async throws -> [Account] {
        kept.withLock { $0.append(.accounts(accessToken)) }
        return try await accounts.next("")
    }

    package func listAccountRoles(accountID: String, accessToken: Secret) async throws -> [String] {
        kept.withLock { $0.append(.roles(accountID: accountID, accessToken)) }
        return try await roles.next(accountID)
    }

    package func roleCredentials(
        accountID: String, roleName: String, accessToken: Secret
    ) async throws -> Credentials {
        kept.withLock {
            $0.append(.roleCredentials(accountID: accountID, roleName: roleName, accessToken))
        }
        return try await credentials.next("\(accountID)/\(roleName)")
    }

    package func logout(accessToken: Secret) async throws {
        kept.withLock { $0.append(.logout(accessToken)) }
        try await logouts.next("")
    }
}
