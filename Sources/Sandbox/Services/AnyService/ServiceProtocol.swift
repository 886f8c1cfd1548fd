/// The forms in which AWS's services answer.
enum ServiceProtocol: Sendable, Hashable {
    /// JSON in one place; the operation is in `X-Amz-Target`.
    case json
    /// Smithy RPC v2 with CBOR.
    case cbor
    /// XML; the operation is in the form's `Action`.
    case query
    /// The same as EC2 has it.
    case ec2
    /// JSON under paths.
    case restJSON
    /// XML under paths.
    case restXML

    init(_ request: ServerRequest, _ service: String) {
        self =
            if request["smithy-protocol"] == "rpc-v2-cbor" {
                .cbor
            } else if request["x-amz-target"] != nil {
                .json
            } else if request.form?["Action"] != nil || request.query["Action"] != nil {
                service == "ec2" ? .ec2 : .query
            } else {
                ["route53", "cloudfront"].contains(service) ? .restXML : .restJSON
            }
    }

    /// An answer with nothing in it.
    func success(_ operation: String, requestID: String) -> ServerResponse {
        let name = Markup.escape(operation)
        return switch self {
        case .json: reply("application/x-amz-json-1.1", "{}")
        case .restJSON: reply("application/json", "{}")
        case .cbor: cbor(200, [])
        case .query:
            reply(
                "text/xml",
                "<\(name)Response><\(name)Result/><ResponseMetadata><RequestId>\(requestID)</RequestId>"
                    + "</ResponseMetadata></\(name)Response>")
        case .ec2: reply("text/xml", "<\(name)Response><requestId>\(requestID)</requestId></\(name)Response>")
        case .restXML: reply("text/xml", "<\(name)Result/>")
        }
    }

    /// An error in the form's own words.
    func refusal(_ error: ServiceError) -> ServerResponse {
        let message = Markup.escape(error.message)
        switch self {
        case .json:
            let error = error.jsonAccessDenied
            return reply("application/x-amz-json-1.1", json(error), status: error.status)
        case .restJSON:
            let error = error.restAccessDenied
            return reply("application/json", json(error), status: error.status).with("x-amzn-ErrorType", error.type)
        case .cbor:
            let error = error.jsonAccessDenied
            return cbor(error.status, [("__type", error.type), ("message", error.message)])
        case .query, .restXML:
            return reply(
                "text/xml",
                "<ErrorResponse><Error><Type>Sender</Type><Code>\(Markup.escape(error.type))</Code>"
                    + "<Message>\(message)</Message></Error><RequestId>sandbox</RequestId></ErrorResponse>",
                status: error.status)
        case .ec2:
            let isDenied = error.type == "AccessDenied"
            return reply(
                "text/xml",
                "<Response><Errors><Error><Code>\(isDenied ? "UnauthorizedOperation" : Markup.escape(error.type))</Code>"
                    + "<Message>\(isDenied ? "You are not authorized to perform this operation. " : "")\(message)"
                    + "</Message></Error></Errors><RequestID>sandbox</RequestID></Response>", status: error.status)
        }
    }

    private func json(_ error: ServiceError) -> String {
        String(decoding: JSONText.encode(["__type": error.type, "message": error.message]), as: UTF8.self)
    }

    private func reply(_ type: String, _ text: String, status: Int = 200) -> ServerResponse {
        ServerResponse(status, headers: [("Content-Type", type)], body: Array(text.utf8))
    }

    /// A map of texts (RFC 8949, 3).
    private func cbor(_ status: Int, _ members: [(name: String, value: String)]) -> ServerResponse {
        func text(_ text: String) -> [UInt8] {
            let count = text.utf8.count
            return [0x79, UInt8(count >> 8 & 0xff), UInt8(count & 0xff)] + Array(text.utf8)
        }
        return ServerResponse(
            status, headers: [("Content-Type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor")],
            body: [0xa0 + UInt8(members.count)] + members.flatMap { text($0.name) + text($0.value) })
    }
}
