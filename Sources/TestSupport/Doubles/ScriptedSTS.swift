package import Engine
import Synchronization
import SystemKit

/// An STS of prepared answers that keeps what it was asked.
package final class ScriptedSTS: STSService {
    package enum Call: Sendable, Hashable {
        case assumeRole(RoleRequest, sessionName: String, code: Secret?, accessKeyID: String)
        case webIdentity(RoleRequest, sessionName: String, token: Secret)
        case scoped(ScopedCredentialsRequest, accessKeyID: String)
    }

    private let roles = ScriptedReplies<AssumedRole>("assumeRole", [])
    private let narrowed = ScriptedReplies<ScopedCredentials>("scopedCredentials", [])
    private let kept = Mutex<[Call]>([])

    package init() {}

    /// All calls so far, in order.
    package var calls: [Call] { kept.withLock { $0 } }

    package func onRole(_ step: @escaping @Sendable () async throws -> AssumedRole) { roles.append(step) }

    package func onScope(_ step: @escaping @Sendable () async throws -> ScopedCredentials) { narrowed.append(step) }

    package func scopedCredentials(
        _ request: ScopedCredentialsRequest, with credentials: Credentials
    ) async throws -> ScopedCredentials {
        kept.withLock { $0.append(.scoped(request, accessKeyID: credentials.accessKeyID)) }
        return try await narrowed.next(request.description.text)
    }

    package func callerIdentity(of credentials: Credentials) async throws -> CallerIdentity {
        throw Failure(.failed, "nobody should ask who this is")
    }

    package func assumeRole(
        _ request: RoleRequest, sessionName: String, code: Secret?, with credentials: Credentials
    ) async throws -> AssumedRole {
        kept.withLock {
            $0.append(
                .assumeRole(request, sessionName: sessionName, code: code, accessKeyID: credentials.accessKeyID))
        }
        return try await roles.next(request.roleARN)
    }

    package func assumeRoleWithWebIdentity(
        _ request: RoleRequest, sessionName: String, token: Secret
    ) async throws -> AssumedRole {
        kept.withLock { $0.append(.webIdentity(request, sessionName: sessionName, token: token)) }
        return try await roles.next(request.roleARN)
    }
}
