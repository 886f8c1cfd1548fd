package import Engine
import SystemKit

/// The access portal over HTTP: unsigned, the access token in a header of its own (<doc:PortalProtocol>, Operations).
package struct PortalClient: PortalService {
    private let endpoint: Endpoint
    private let client: ServiceClient
    private let total = EntryBudget()

    package init(endpoint: Endpoint, client: ServiceClient) {
        self.endpoint = endpoint
        self.client = client
    }

    package func listAccounts(accessToken: Secret) async throws -> [Account] {
        try await pages("ListAccounts", "/assignment/accounts", [], accessToken) { answer in
            try answer.objects("accountList").map { entry in
                Account(
                    id: try entry.text("accountId"), name: try entry.optionalText("accountName"),
                    emailAddress: try entry.optionalText("emailAddress"))
            }
        }
    }

    package func listAccountRoles(accountID: String, accessToken: Secret) async throws -> [String] {
        try await pages(
            "ListAccountRoles", "/assignment/roles", [("account_id", accountID)], accessToken
        ) { answer in
            try answer.objects("roleList").map { try $0.text("roleName") }
        }
    }

    package func roleCredentials(
        accountID: String, roleName: String, accessToken: Secret
    ) async throws -> Credentials {
        let query = [(name: "role_name", value: roleName), (name: "account_id", value: accountID)]
        let call = try call("GetRoleCredentials", "GET", "/federation/credentials", query, accessToken)
        let keys = try JSONResponse(try await client.send(call), to: call).object("roleCredentials")
        let range = 1...JSONResponse.epochSeconds.upperBound * 1000
        return Credentials(
            accessKeyID: try keys.secret("accessKeyId").reveal(),
            secretAccessKey: try keys.secret("secretAccessKey"),
            sessionToken: try keys.secret("sessionToken"),
            expiration: Instant(milliseconds: try keys.requiredInteger("expiration", in: range)),
            accountID: accountID)
    }

    package func logout(accessToken: Secret) async throws {
        let call = try call("Logout", "POST", "/logout", [], accessToken)
        let response = try await client.send(call)
        // AWS answers with nothing; a page is from somebody else, and AWS has heard nothing.
        if !response.body.isEmpty { _ = try JSONResponse(response, to: call) }
    }

    /// Every page, in order, as far as `PaginationLimits` lets it go.
    private func pages<Item>(
        _ operation: String, _ path: String, _ query: [(name: String, value: String)], _ accessToken: Secret,
        _ items: (JSONResponse) throws -> [Item]
    ) async throws -> [Item] {
        var meter = PaginationLimits(startingAt: client.clock.now(), total: total)
        var all: [Item] = []
        var next: String?
        repeat {
            let page = next.map { [(name: "next_token", value: $0)] } ?? []
            let call = try call(operation, "GET", path, query + page + [("max_result", "100")], accessToken)
            let response = try await client.send(call)
            let answer = try JSONResponse(response, to: call)
            all += try items(answer)
            next = try answer.optionalText("nextToken")
            if let excess = meter.note(
                entries: all.count, bytes: response.body.count, next: next, at: client.clock.now())
            {
                throw Failure(
                    .badAnswer, "the response to \(operation) \(excess)", at: .url(call.url),
                    hint: "something else may be answering instead of AWS: awsx explain --service sso")
            }
        } while next != nil
        return all
    }

    /// Throws `login-needed` for a stored token that can't stand in a header.
    private func call(
        _ operation: String, _ method: String, _ path: String, _ query: [(name: String, value: String)],
        _ accessToken: Secret
    ) throws(Failure) -> ServiceCall {
        let token = accessToken.reveal()
        guard token.isVisibleASCII else {
            throw Failure(
                .loginNeeded, "the stored access token has invalid characters", hint: "awsx login --force")
        }
        let url = endpoint.url + path
        let full = query.isEmpty ? url : "\(url)?\(PercentEncoding.query(query))"
        return ServiceCall(operation: operation, format: .json, url: url, secrets: [accessToken]) { _ in
            HTTPRequest(method, full, headers: [HTTPField("x-amz-sso_bearer_token", token)])
        }
    }
}
