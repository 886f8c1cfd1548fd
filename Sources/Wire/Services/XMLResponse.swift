import Engine
import SystemKit

/// A successful XML answer's result.
struct XMLResponse {
    private let root: XMLElement
    private let result: XMLElement
    private let call: ServiceCall

    init(_ response: HTTPResponse, to call: ServiceCall, result name: String) throws(Failure) {
        guard let root = try? XMLElement(parsing: response.body), let result = root.descendant(name) else {
            let kind = response.headers["content-type"] ?? "no content type"
            throw Failure(
                .badAnswer,
                "the response to \(call.operation) is not a valid STS response (\(call.hidingSecrets(kind)), \(response.body.count) bytes)",
                at: .url(call.url), hint: "a proxy or the network's sign-in page may answer instead of AWS")
        }
        self.root = root
        self.result = result
        self.call = call
    }

    /// The role that the result lends, checked member by member: the account is that of the session's ARN.
    func assumedRole() throws(Failure) -> AssumedRole {
        let user = try element("AssumedRoleUser", of: result)
        let arn = try text("Arn", of: user)
        return AssumedRole(
            credentials: try credentials(ofSession: arn), id: try text("AssumedRoleId", of: user), arn: arn,
            requestID: root.descendant("ResponseMetadata")?["RequestId"])
    }

    /// The narrowed credentials of the result; all else in it may be absent.
    func scopedCredentials() throws(Failure) -> ScopedCredentials {
        let session = result.children.first { $0.name == "SessionInfo" }
        return ScopedCredentials(
            credentials: try credentials(ofSession: session?["Arn"]),
            tokenUtilization: result["SessionTokenUtilization"].flatMap { Int64($0) },
            policiesCount: result["ScopedPoliciesCount"].flatMap { Int64($0) })
    }

    /// The keys of the result, each member of which will stand in a header.
    private func credentials(ofSession arn: String?) throws(Failure) -> Credentials {
        let keys = try element("Credentials", of: result)
        let end = try text("Expiration", of: keys)
        guard let expiration = Instant(iso8601: end) else {
            throw Failure(
                .badAnswer, "the response to \(call.operation) has an Expiration that is not a time", at: .url(call.url)
            )
        }
        let fields = (arn ?? "").split(separator: ":", omittingEmptySubsequences: false)
        return Credentials(
            accessKeyID: try visible("AccessKeyId", of: keys),
            secretAccessKey: Secret(try visible("SecretAccessKey", of: keys)),
            sessionToken: Secret(try visible("SessionToken", of: keys)), expiration: expiration,
            accountID: fields.count > 4 && String(fields[4]).isVisibleASCII ? String(fields[4]) : nil)
    }

    private func element(_ name: String, of parent: XMLElement) throws(Failure) -> XMLElement {
        guard let element = parent.children.first(where: { $0.name == name }) else {
            throw Failure(.badAnswer, "the response to \(call.operation) has no \(name)", at: .url(call.url))
        }
        return element
    }

    /// Text that will stand in a header.
    private func visible(_ name: String, of parent: XMLElement) throws(Failure) -> String {
        let text = try text(name, of: parent)
        guard text.isVisibleASCII else {
            throw Failure(
                .badAnswer, "the response to \(call.operation) has a \(name) with invalid characters",
                at: .url(call.url))
        }
        return text
    }

    func text(_ name: String) throws(Failure) -> String { try text(name, of: result) }

    private func text(_ name: String, of parent: XMLElement) throws(Failure) -> String {
        guard let text = parent[name], !text.isEmpty else {
            throw Failure(.badAnswer, "the response to \(call.operation) has no \(name)", at: .url(call.url))
        }
        return text
    }
}
