/// An error that AWS models: its type name, its HTTP status and what it says.
struct ServiceError: Error, Hashable {
    /// Such as `InvalidGrantException`.
    let type: String
    let status: Int
    let message: String
}

// Errors of SSO-OIDC (<doc:SignInProtocol>, Operations).
extension ServiceError {
    static func accessDenied(_ message: String) -> ServiceError { .init("AccessDeniedException", message) }
    static let authorizationPending = ServiceError("AuthorizationPendingException", "Authorization is pending")
    static let expiredToken = ServiceError("ExpiredTokenException", "The device code has expired")
    static func invalidClient(_ message: String) -> ServiceError { .init("InvalidClientException", message, 401) }
    static func invalidClientMetadata(_ message: String) -> ServiceError {
        .init("InvalidClientMetadataException", message)
    }
    static func invalidGrant(_ message: String) -> ServiceError { .init("InvalidGrantException", message) }
    static func invalidRedirectURI(_ message: String) -> ServiceError { .init("InvalidRedirectUriException", message) }
    static func invalidRequest(_ message: String) -> ServiceError { .init("InvalidRequestException", message) }
    static func invalidScope(_ message: String) -> ServiceError { .init("InvalidScopeException", message) }
    static let slowDown = ServiceError("SlowDownException", "Polled faster than the interval allows")
    static func unauthorizedClient(_ message: String) -> ServiceError { .init("UnauthorizedClientException", message) }
    static func unsupportedGrantType(_ message: String) -> ServiceError {
        .init("UnsupportedGrantTypeException", message)
    }
}

// Errors of the portal (<doc:PortalProtocol>, Errors).
extension ServiceError {
    static let unauthorized = ServiceError("UnauthorizedException", "Session token not found or invalid", 401)
    static let forbidden = ServiceError("ForbiddenException", "No access", 403)
    static func resourceNotFound(_ message: String) -> ServiceError {
        .init("ResourceNotFoundException", message, 404)
    }
}

extension ServiceError {
    init(_ type: String, _ message: String, _ status: Int = 400) {
        self.init(type: type, status: status, message: message)
    }

    /// The word of RFC 6749 and RFC 8628 for an SSO-OIDC error type: `invalid_grant` of `InvalidGrantException`.
    static func oauthWord(of type: String) -> String {
        switch type {
        case "InternalServerException": return "server_error"
        case "InvalidRequestRegionException": return "invalid_request"
        default: break
        }
        let name = type.hasSuffix("Exception") ? type.dropLast("Exception".count) : Substring(type)
        return name.reduce(into: "") { word, letter in
            if letter.isUppercase && !word.isEmpty { word += "_" }
            word += letter.lowercased()
        }
    }
}
