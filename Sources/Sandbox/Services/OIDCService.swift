import SystemKit

/// SSO-OIDC: registration, device codes and tokens (<doc:SignInProtocol>, Operations). Its pages are `SignInPages`.
struct OIDCService: SimulatedService {
    func label(of request: ServerRequest) -> RequestLabel? {
        guard request.method == "POST" else { return nil }
        switch request.path {
        case "/client/register": return RequestLabel(.registerClient)
        case "/device_authorization": return RequestLabel(.startDeviceAuthorization)
        case "/token":
            let body = JSONText.decode(CreateTokenRequest.self, from: request.body)
            let grant = body?.grantType.flatMap(GrantType.init(rawValue:))
            return RequestLabel(.createToken, variant: grant?.shortName)
        default: return nil
        }
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        do throws(ServiceError) {
            switch label.operation {
            case .registerClient:
                let client = try server.center.register(body(of: request), now: now)
                return .json(RegisterClientReply(client, baseURL: server.baseURL))
            case .startDeviceAuthorization:
                let device = try server.center.startDevice(body(of: request), now: now)
                return .json(StartDeviceAuthorizationReply(device, baseURL: server.baseURL))
            case .createToken:
                return .json(try server.center.createToken(body(of: request), now: now))
            default:
                return refusal(404, "UnknownOperationException", "")
            }
        } catch {
            return refusal(error.status, error.type, error.message)
        }
    }

    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse {
        ServerResponse.json(
            ErrorReply(error: ServiceError.oauthWord(of: code), description: message),
            status: status
        ).with("x-amzn-ErrorType", "\(code):http://internal.amazon.com/coral/com.amazonaws.sso.oidc/")
    }

    private func body<Body: Decodable>(of request: ServerRequest) throws(ServiceError) -> Body {
        guard let body = JSONText.decode(Body.self, from: request.body) else {
            throw .invalidRequest("The request body is not the JSON of this operation")
        }
        return body
    }
}

private struct ErrorReply: Encodable {
    let error: String
    let description: String

    enum CodingKeys: String, CodingKey {
        case error
        case description = "error_description"
    }
}

private struct RegisterClientReply: Encodable {
    let authorizationEndpoint: String
    let clientId: String
    let clientIdIssuedAt: Int64
    let clientSecret: String
    let clientSecretExpiresAt: Int64
    let tokenEndpoint: String

    init(_ client: RegisteredClient, baseURL: String) {
        authorizationEndpoint = "\(baseURL)/authorize"
        clientId = client.id
        clientIdIssuedAt = client.registration.issued.seconds
        clientSecret = client.registration.secret
        clientSecretExpiresAt = client.registration.expires.seconds
        tokenEndpoint = "\(baseURL)/token"
    }
}

private struct StartDeviceAuthorizationReply: Encodable {
    let deviceCode: String
    let expiresIn: Int64
    let interval: Int64
    let userCode: String
    let verificationUri: String
    let verificationUriComplete: String

    init(_ device: DeviceAuthorizationCodes, baseURL: String) {
        deviceCode = device.deviceCode
        expiresIn = device.expiresIn
        interval = device.interval
        userCode = device.userCode
        verificationUri = "\(baseURL)/device"
        verificationUriComplete = "\(baseURL)/device?user_code=\(device.userCode)"
    }
}
