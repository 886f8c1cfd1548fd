import SystemKit

/// One page of a list, and where the next begins.
struct ResultPage<Item: Sendable>: Sendable {
    let items: [Item]
    let nextToken: String?
}

extension IdentityCenter {
    /// The sign-in behind a bearer token. Throws 401.
    func bearer(_ token: String?, now: Instant) throws(ServiceError) -> Int {
        guard let token, let issued = accessTokens[token], now < issued.expires,
            let signIn = signIns[issued.signIn], signIn.lives(at: now), signIn.opensPortal
        else { throw .unauthorized }
        return issued.signIn
    }

    /// Ends the sign-in behind a bearer token and with it every token of it; role credentials stay good
    /// (<doc:PortalProtocol>, Signing out).
    mutating func logout(_ token: String?, now: Instant) throws(ServiceError) {
        let signIn = try bearer(token, now: now)
        signIns[signIn]?.isOver = true
    }

    func roles(of accountID: String) throws(ServiceError) -> [String] {
        guard let account = state.accounts.first(where: { $0.accountId == accountID }) else {
            throw .resourceNotFound("Account not found")
        }
        return account.roles
    }

    /// Who the user is in a role. Throws 403 for a forbidden pair, 404 for one that does not exist
    /// (<doc:PortalProtocol>, Errors).
    func principal(_ pair: AccountRole) throws(ServiceError) -> Principal {
        if state.forbidden.contains(pair) { throw .forbidden }
        guard try roles(of: pair.accountId).contains(pair.roleName) else { throw .resourceNotFound("Role not found") }
        return .permissionSet(pair, user: state.user, partition: state.partition)
    }

    /// The part of `items` that a caller asked for. Throws 400 for a size out of 1 to 100 or a token of another list.
    func page<Item: Sendable>(
        _ items: [Item],
        of list: String,
        size: String?,
        token: String?
    ) throws(ServiceError) -> ResultPage<Item> {
        var count = state.pageSize
        if let size {
            guard let asked = Int(size), (1...100).contains(asked) else {
                throw .invalidRequest("max_result must be from 1 to 100")
            }
            count = asked
        }
        var start = 0
        if let token {
            guard let found = items.indices.first(where: { pageToken(list, $0) == token }) else {
                throw .invalidRequest("next_token is not valid")
            }
            start = found
        }
        let end = min(items.count, start + count)
        return ResultPage(items: Array(items[start..<end]), nextToken: end < items.count ? pageToken(list, end) : nil)
    }

    private func pageToken(_ list: String, _ start: Int) -> String {
        Base64.urlSafe("\(list):\(start)".utf8)
    }
}

/// Bytes as lower-case hexadecimal digits.
enum Hex {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { $0 < 16 ? "0\(String($0, radix: 16))" : String($0, radix: 16) }.joined()
    }
}
