package import Engine
import SystemKit

/// STS over HTTP: form in, XML out, signed (<doc:STSAndSigning>, The query protocol).
package struct STSClient: STSService {
    private let endpoint: Endpoint
    private let client: ServiceClient

    package init(endpoint: Endpoint, client: ServiceClient) {
        self.endpoint = endpoint
        self.client = client
    }

    package func callerIdentity(of credentials: Credentials) async throws -> CallerIdentity {
        let result = try await call("GetCallerIdentity", [], credentials)
        return CallerIdentity(
            account: try result.text("Account"), arn: try result.text("Arn"), userID: try result.text("UserId"))
    }

    package func assumeRole(
        _ request: RoleRequest, sessionName: String, code: Secret?, with credentials: Credentials
    ) async throws -> AssumedRole {
        var parameters = Self.parameters(of: request, sessionName: sessionName)
        if let externalID = request.externalID { parameters.append(("ExternalId", externalID)) }
        if let serialNumber = request.serialNumber { parameters.append(("SerialNumber", serialNumber)) }
        if let code { parameters.append(("TokenCode", code.reveal())) }
        for (index, tag) in request.limits.tags.enumerated() {
            parameters.append(("Tags.member.\(index + 1).Key", tag.key))
            parameters.append(("Tags.member.\(index + 1).Value", tag.value))
        }
        if let identity = request.limits.sourceIdentity { parameters.append(("SourceIdentity", identity)) }
        return try await call("AssumeRole", parameters, credentials, grantWorksOnce: code != nil).assumedRole()
    }

    package func scopedCredentials(
        _ request: ScopedCredentialsRequest, with credentials: Credentials
    ) async throws -> ScopedCredentials {
        var parameters: [(name: String, value: String)] = []
        if let policy = request.policy { parameters.append(("Policy", policy)) }
        if let seconds = request.durationSeconds { parameters.append(("DurationSeconds", String(seconds))) }
        parameters.append(("ScopedSessionDescription", request.description.text))
        return try await call("GetScopedCredentials", parameters, credentials).scopedCredentials()
    }

    package func assumeRoleWithWebIdentity(
        _ request: RoleRequest, sessionName: String, token: Secret
    ) async throws -> AssumedRole {
        var parameters = Self.parameters(of: request, sessionName: sessionName)
        parameters.append(("WebIdentityToken", token.reveal()))
        let url = url
        let form = Self.form("AssumeRoleWithWebIdentity", parameters, url)
        let call = ServiceCall(operation: "AssumeRoleWithWebIdentity", format: .xml, url: url, secrets: [token]) { _ in
            form
        }
        return try XMLResponse(try await client.send(call), to: call, result: "AssumeRoleWithWebIdentityResult")
            .assumedRole()
    }

    /// What both ways to a role take.
    private static func parameters(
        of request: RoleRequest, sessionName: String
    ) -> [(name: String, value: String)] {
        var parameters = [(name: "RoleArn", value: request.roleARN), ("RoleSessionName", sessionName)]
        for (index, arn) in request.limits.policyARNs.enumerated() {
            parameters.append(("PolicyArns.member.\(index + 1).arn", arn))
        }
        if let policy = request.limits.policy { parameters.append(("Policy", policy)) }
        if let seconds = request.durationSeconds { parameters.append(("DurationSeconds", String(seconds))) }
        return parameters
    }

    private var url: String { "\(endpoint.url)/" }

    private static func form(
        _ action: String, _ parameters: [(name: String, value: String)], _ url: String
    ) -> HTTPRequest {
        // A form has + for a blank, as the AWS CLI sends it.
        let body = PercentEncoding.query([("Action", action), ("Version", "2011-06-15")] + parameters)
            .replacing("%20", with: "+")
        let type = HTTPField("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
        return HTTPRequest("POST", url, headers: [type], body: Array(body.utf8))
    }

    private func call(
        _ action: String, _ parameters: [(name: String, value: String)], _ credentials: Credentials,
        grantWorksOnce: Bool = false
    ) async throws -> XMLResponse {
        let signer = SigV4(service: "sts", region: endpoint.region)
        try credentials.requireHeaderText()
        let form = Self.form(action, parameters, url)
        let call = ServiceCall(
            operation: action, format: .xml, url: url,
            secrets: credentials.secrets,
            grantWorksOnce: grantWorksOnce
        ) { now in signer.sign(form, with: credentials, at: now) }
        return try XMLResponse(try await client.send(call), to: call, result: "\(action)Result")
    }
}
