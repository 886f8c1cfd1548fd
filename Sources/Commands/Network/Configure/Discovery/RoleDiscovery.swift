import Engine
import SystemKit

/// Asks a session for every role of every account, many at a time, and can be broken off and gone on with.
struct RoleDiscovery: Sendable {
    /// How far it is; for a person who waits.
    struct Progress: Sendable, Hashable {
        let done: Int
        let total: Int
        /// Accounts that an earlier run had asked for.
        let resumed: Int
    }

    /// Accounts worked on at once; the pace of requests is the portal's affair.
    private static let workers = AdaptiveRateLimiter.mostInFlight + 8
    /// Milliseconds between two savings of what is known.
    private static let saving: Int64 = 1000

    private let context: RuntimeContext
    private let portal: any PortalService
    private let partial: DiscoveryCheckpoint
    private let passesOverDenied: Bool
    private let report: @Sendable (Progress) -> Void

    /// - Parameters:
    ///   - portal: throws `ServiceError` for what AWS refuses for good, `Failure` for no answer.
    ///   - passesOverDenied: an account whose roles AWS refuses to list (403) ends nothing.
    init(
        context: RuntimeContext, portal: any PortalService, partial: DiscoveryCheckpoint,
        passesOverDenied: Bool = true, report: @escaping @Sendable (Progress) -> Void
    ) {
        self.context = context
        self.portal = portal
        self.partial = partial
        self.passesOverDenied = passesOverDenied
        self.report = report
    }

    /// An account with what AWS says of its roles.
    struct Entry: Sendable, Hashable {
        let account: Account
        /// Nil if AWS refuses to list them (403).
        let roles: [String]?
    }

    /// Every account, by name, with its roles, by name. What is known when this ends early is kept.
    ///
    /// - Parameter isFresh: believe nothing that an earlier run found out.
    func run(accessToken: Secret, isFresh: Bool) async throws -> [Entry] {
        let accounts = try await portal.listAccounts(accessToken: accessToken).inMenuOrder
        var known = isFresh ? [:] : partial.load(at: context.clock.now())
        let ids = Set(accounts.map(\.id))
        known = known.filter { ids.contains($0.key) }
        var denied: Set<String> = []
        do {
            try await ask(accounts, accessToken, &known, &denied)
        } catch {
            try? partial.save(known)
            throw error
        }
        let entries = accounts.map { account in
            Entry(
                account: account,
                roles: denied.contains(account.id)
                    ? nil : (known[account.id]?.roles ?? []).sorted { ($0.lowercased(), $0) < ($1.lowercased(), $1) })
        }
        // Accounts that were refused are asked for again.
        if denied.isEmpty { try? partial.save(completed: entries, at: context.clock.now()) }
        AccountNames.note(entries.map { ($0.account.id, $0.account.name) }, in: context)
        return entries
    }

    /// Forgets what was kept.
    func finish() { try? partial.remove() }

    private func ask(
        _ accounts: [Account], _ accessToken: Secret, _ known: inout [String: DiscoveryCheckpoint.Entry],
        _ denied: inout Set<String>
    ) async throws {
        let resumed = known.count
        var savedAt = context.clock.now()
        report(Progress(done: resumed, total: accounts.count, resumed: resumed))
        try await withThrowingTaskGroup(of: (String, [String]?).self) { group in
            var waiting = accounts.filter { known[$0.id] == nil }.makeIterator()
            let ask: @Sendable (Account) async throws -> (String, [String]?) = { [passesOverDenied] account in
                do {
                    return (
                        account.id,
                        try await portal.listAccountRoles(accountID: account.id, accessToken: accessToken)
                    )
                } catch let refusal as ServiceError where passesOverDenied && refusal.isDenial {
                    return (account.id, nil)
                }
            }
            for _ in 0..<Self.workers {
                if let account = waiting.next() { group.addTask { try await ask(account) } }
            }
            while let (id, roles) = try await group.next() {
                let now = context.clock.now()
                if let roles { known[id] = DiscoveryCheckpoint.Entry(roles: roles, at: now) } else { denied.insert(id) }
                report(Progress(done: known.count + denied.count, total: accounts.count, resumed: resumed))
                if now.milliseconds - savedAt.milliseconds >= Self.saving {
                    // A full disk costs the going on later, not this run.
                    try? partial.save(known)
                    savedAt = now
                }
                if let account = waiting.next() { group.addTask { try await ask(account) } }
            }
        }
        try? partial.save(known)
    }
}

extension [Account] {
    /// As the AWS CLI's menu has them (<doc:AWSCLICommands>, configure sso, step 4): by name, address or id, those
    /// without a name last.
    var inMenuOrder: [Account] {
        sorted { one, other in
            func key(_ account: Account) -> (Int, String, String) {
                let text = account.name ?? account.emailAddress
                return (text == nil ? 1 : 0, (text ?? account.id).lowercased(), account.id)
            }
            return key(one) < key(other)
        }
    }
}

extension ServiceError {
    /// AWS knows the caller and says no to this one thing.
    fileprivate var isDenial: Bool {
        httpStatus == 403 || code == "ForbiddenException" || code == "ResourceNotFoundException"
    }
}
