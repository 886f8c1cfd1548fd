/// What a fault makes of a request: something to send, or something to do to the connection.
enum FaultReply: Sendable {
    case send(ServerResponse)
    /// Announce the whole reply, send half, end the connection.
    case sendHalf
    case reset
    case hang
}

extension Fault {
    /// How this fault shows itself to the clients of `service`.
    func reply(by service: any SimulatedService) -> FaultReply {
        switch kind {
        case .status:
            let status = self.status ?? Self.usualStatus(of: code)
            let response = service.refusal(
                status, code ?? (status == 429 ? service.throttlingCode : Self.usualCode(of: status)),
                "Set by the administrator")
            return .send(retryAfter.map { response.with("Retry-After", "\($0)") } ?? response)
        case .reset: return .reset
        case .hang: return .hang
        case .truncate: return .sendHalf
        case .html:
            let page = "<!doctype html><html><body><h1>Please sign in to this network</h1></body></html>\n"
            return .send(
                ServerResponse(status ?? 200, headers: [("Content-Type", "text/html")], body: Array(page.utf8)))
        case .empty:
            return .send(ServerResponse(status ?? 200))
        case .garbage:
            let bytes: [UInt8] = Array("{\"accessToken\": \"".utf8) + [0xff, 0xfe, 0x00, 0x1b] + Array("[31m}".utf8)
            return .send(
                ServerResponse(status ?? 200, headers: [("Content-Type", "application/json")], body: bytes)
            )
        }
    }

    private static func usualStatus(of code: String?) -> Int {
        switch code {
        case nil, "InternalServerException": 500
        case "InvalidClientException", "UnauthorizedException": 401
        case "TOKEN_EXPIRED", "USER_CREDENTIALS_CHANGED", "INSUFFICIENT_PERMISSIONS", "AUTHCODE_EXPIRED": 401
        case "ForbiddenException", "AccessDenied", "ExpiredToken", "InvalidClientTokenId": 403
        case "ResourceNotFoundException": 404
        case "TooManyRequestsException", "Throttling", "TooManyRequestsError": 429
        case "ServiceUnavailableException": 503
        default: 400
        }
    }

    private static func usualCode(of status: Int) -> String {
        switch status {
        case 400: "InvalidRequestException"
        case 401: "UnauthorizedException"
        case 403: "ForbiddenException"
        case 404: "ResourceNotFoundException"
        case 503: "ServiceUnavailableException"
        default: "InternalServerException"
        }
    }
}
