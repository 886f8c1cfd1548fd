package import Engine
import SystemKit

/// STS over HTTP: form in, XML out, signed (facts 10.3).
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

    private func call(
        _ action: String, _ parameters: [(name: String, value: String)], _ credentials: Credentials
    ) async throws -> XMLAnswer {
        let body = PercentEncoding.query([("Action", action), ("Version", "2011-06-15")] + parameters)
        let url = "\(endpoint.url)/"
        let signer = SigV4(service: "sts", region: endpoint.region)
        try checkHeader(credentials)
        let call = ServiceCall(
            operation: action, format: .xml, url: url,
            secrets: [credentials.secretAccessKey] + (credentials.sessionToken.map { [$0] } ?? [])
        ) { now in
            let type = HTTPField("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            let request = HTTPRequest("POST", url, headers: [type], body: Array(body.utf8))
            return signer.sign(request, with: credentials, at: now)
        }
        return try XMLAnswer(try await client.send(call), to: call, result: "\(action)Result")
    }

    /// Keys that cannot stand in a header are no keys.
    private func checkHeader(_ credentials: Credentials) throws(Failure) {
        let texts = [credentials.accessKeyID] + (credentials.sessionToken.map { [$0.reveal()] } ?? [])
        guard texts.allSatisfy(\.isVisibleASCII) else {
            throw Failure(
                .configInvalid, "the access key or session token has characters that none can have",
                hint: "awsx status shows where they come from")
        }
    }
}

/// A successful XML answer's result.
private struct XMLAnswer {
    private let result: XMLElement
    private let call: ServiceCall

    init(_ response: HTTPResponse, to call: ServiceCall, result name: String) throws(Failure) {
        guard let root = try? XMLElement(parsing: response.body), let result = root.descendant(name) else {
            let kind = response.headers["content-type"] ?? "no content type"
            throw Failure(
                .badAnswer,
                "the answer to \(call.operation) is not what STS answers (\(kind), \(response.body.count) bytes)",
                at: .url(call.url), hint: "a proxy or a sign-in page of the network may answer instead of AWS")
        }
        self.result = result
        self.call = call
    }

    func text(_ name: String) throws(Failure) -> String {
        guard let text = result[name], !text.isEmpty else {
            throw Failure(.badAnswer, "the answer to \(call.operation) has no \(name)", at: .url(call.url))
        }
        return text
    }
}
