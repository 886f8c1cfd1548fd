import SystemKit

/// The access portal's API: accounts, roles, role credentials, sign-out (<doc:PortalProtocol>, Operations).
struct PortalService: SimulatedService {
    func label(of request: ServerRequest) -> RequestLabel? {
        switch (request.method, request.path) {
        case ("GET", "/assignment/accounts"): RequestLabel(.listAccounts)
        case ("GET", "/assignment/roles"): RequestLabel(.listAccountRoles)
        case ("GET", "/federation/credentials"): RequestLabel(.getRoleCredentials)
        case ("POST", "/logout"): RequestLabel(.logout)
        default: nil
        }
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        let token = request["x-amz-sso_bearer_token"]
        do throws(ServiceError) {
            if label.operation == .logout {
                try server.center.logout(token, now: now)
                return ServerResponse(200)
            }
            _ = try server.center.bearer(token, now: now)
            switch label.operation {
            case .listAccounts: return try listAccounts(request.query, server.center)
            case .listAccountRoles: return try listAccountRoles(request.query, server.center)
            default: return try roleCredentials(request.query, &server, now: now)
            }
        } catch {
            return refusal(error.status, error.type, error.message)
        }
    }

    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse {
        ServerResponse.json(
            ErrorReply(type: "com.amazonaws.switchboard.portal#\(code)", message: message),
            status: status
        ).with("x-amzn-ErrorType", "\(code):http://internal.amazon.com/coral/com.amazonaws.switchboard.portal/")
    }

    private func listAccounts(_ query: FormFields, _ center: IdentityCenter) throws(ServiceError) -> ServerResponse {
        let page = try center.page(
            center.state.accounts,
            of: "accounts",
            size: query["max_result"],
            token: query["next_token"]
        )
        let items = page.items.map { account in
            ListAccountsReply.Item(
                accountId: account.accountId,
                accountName: account.accountName,
                emailAddress: account.emailAddress
            )
        }
        return .json(ListAccountsReply(accountList: items, nextToken: page.nextToken))
    }

    private func listAccountRoles(_ query: FormFields, _ center: IdentityCenter) throws(ServiceError) -> ServerResponse
    {
        let account = try accountID(query)
        let page = try center.page(
            try center.roles(of: account),
            of: "roles/\(account)",
            size: query["max_result"],
            token: query["next_token"]
        )
        let items = page.items.map { ListAccountRolesReply.Item(accountId: account, roleName: $0) }
        return .json(ListAccountRolesReply(nextToken: page.nextToken, roleList: items))
    }

    private func roleCredentials(
        _ query: FormFields,
        _ server: inout ServerState,
        now: Instant
    ) throws(ServiceError) -> ServerResponse {
        let account = try accountID(query)
        guard let role = query["role_name"], !role.isEmpty else { throw .invalidRequest("role_name is required") }
        let keys = try server.roleCredentials(AccountRole(accountId: account, roleName: role), now: now)
        return .json(
            GetRoleCredentialsReply(
                roleCredentials: .init(
                    accessKeyId: keys.accessKeyID,
                    expiration: keys.expires?.milliseconds ?? 0,
                    secretAccessKey: keys.secretAccessKey,
                    sessionToken: keys.sessionToken ?? ""
                )
            )
        )
    }

    private func accountID(_ query: FormFields) throws(ServiceError) -> String {
        guard let account = query["account_id"], account.utf8.count == 12,
            account.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { throw .invalidRequest("account_id must be twelve digits") }
        return account
    }
}

private struct ErrorReply: Encodable {
    let type: String
    let message: String

    enum CodingKeys: String, CodingKey {
        case type = "__type"
        case message
    }
}

private struct ListAccountsReply: Encodable {
    struct Item: Encodable {
        let accountId: String
        let accountName: String?
        let emailAddress: String?
    }

    let accountList: [Item]
    let nextToken: String?
}

private struct ListAccountRolesReply: Encodable {
    struct Item: Encodable {
        let accountId: String
        let roleName: String
    }

    let nextToken: String?
    let roleList: [Item]
}

private struct GetRoleCredentialsReply: Encodable {
    struct Credentials: Encodable {
        let accessKeyId: String
        /// Milliseconds since 1970.
        let expiration: Int64
        let secretAccessKey: String
        let sessionToken: String
    }

    let roleCredentials: Credentials
}
