import SystemKit

/// The Security Token Service with its query protocol (facts 10.3).
struct STSService: WireService {
    private static let namespace = "https://sts.amazonaws.com/doc/2011-06-15/"

    func label(of request: WireRequest) -> RequestLabel? {
        guard request.path == "/", let action = parameters(of: request)?["Action"] else { return nil }
        return action == "GetCallerIdentity" ? RequestLabel(.getCallerIdentity) : RequestLabel(.unknown)
    }

    func answer(_ request: WireRequest, _ label: RequestLabel, in world: inout World, now: Instant) -> WireResponse {
        guard label.operation == .getCallerIdentity else {
            return refusal(400, "InvalidAction", "Could not find operation for this action and version")
        }
        guard parameters(of: request)?["Version"] == "2011-06-15" else {
            return refusal(400, "InvalidAction", "Could not find operation for this version")
        }
        do throws(ServiceError) {
            let keys = try SignatureCheck(service: "sts").signer(of: request, among: world.center.roleKeys, now: now)
            return reply(
                "GetCallerIdentity",
                """
                <Arn>\(Markup.escape(keys.arn))</Arn>
                <UserId>\(Markup.escape(keys.userID))</UserId>
                <Account>\(keys.pair.accountId)</Account>
                """,
                requestID: world.center.mint.requestID()
            )
        } catch {
            return refusal(error.status, error.type, error.message)
        }
    }

    func refusal(_ status: Int, _ code: String, _ message: String) -> WireResponse {
        xml(
            """
            <ErrorResponse xmlns="\(Self.namespace)">
            <Error><Type>\(status < 500 ? "Sender" : "Receiver")</Type><Code>\(Markup.escape(code))</Code>\
            <Message>\(Markup.escape(message))</Message></Error>
            <RequestId>00000000-0000-4000-8000-000000000000</RequestId>
            </ErrorResponse>
            """,
            status: status
        )
    }

    private func reply(_ operation: String, _ result: String, requestID: String) -> WireResponse {
        xml(
            """
            <\(operation)Response xmlns="\(Self.namespace)">
            <\(operation)Result>
            \(result)
            </\(operation)Result>
            <ResponseMetadata><RequestId>\(requestID)</RequestId></ResponseMetadata>
            </\(operation)Response>
            """,
            status: 200
        )
    }

    private func xml(_ text: String, status: Int) -> WireResponse {
        WireResponse(status, headers: [("Content-Type", "text/xml")], body: Array(text.utf8))
    }

    private func parameters(of request: WireRequest) -> FormFields? {
        request.method == "POST" ? request.form : request.method == "GET" ? request.query : nil
    }
}
