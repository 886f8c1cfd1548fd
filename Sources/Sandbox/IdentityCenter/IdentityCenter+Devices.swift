import SystemKit

/// The body of StartDeviceAuthorization (<doc:SignInProtocol>, Operations).
struct StartDeviceAuthorizationRequest: Sendable, Decodable {
    var clientId: String?
    var clientSecret: String?
    var startUrl: String?
}

/// The codes that StartDeviceAuthorization made.
struct DeviceAuthorizationCodes: Sendable {
    let deviceCode: String
    let userCode: String
    let expiresIn: Int64
    let interval: Int64
}

extension IdentityCenter {
    /// Begins a device grant (RFC 8628). Throws `invalid_client`, `unauthorized_client`, `invalid_request`.
    mutating func startDevice(
        _ request: StartDeviceAuthorizationRequest,
        now: Instant
    ) throws(ServiceError) -> DeviceAuthorizationCodes {
        guard let id = request.clientId, let secret = request.clientSecret, let startURL = request.startUrl else {
            throw .invalidRequest("clientId, clientSecret and startUrl are required")
        }
        let registration = try client(id, secret: secret, now: now)
        guard registration.mayUse(.deviceCode) else { throw .unauthorizedClient("Client may not use device codes") }
        guard state.answersFor(startURL) else { throw .invalidRequest("") }
        var device = DeviceGrant(
            consent: Consent(clientID: id, clientName: registration.name, scopes: registration.scopes),
            userCode: unusedUserCode(),
            expires: now.advanced(bySeconds: state.lifetimes.deviceCode),
            polls: PollAllowance(now: now)
        )
        switch state.autoApprove {
        case .always: device.decision = .allowed
        case .deny: device.decision = .denied
        case .off, .visit: break
        }
        let deviceCode = generator.token("dc", bytes: 48)
        devices[deviceCode] = device
        userCodes[device.userCode] = deviceCode
        return DeviceAuthorizationCodes(
            deviceCode: deviceCode,
            userCode: device.userCode,
            expiresIn: state.lifetimes.deviceCode,
            interval: state.interval
        )
    }

    /// The device grant behind a user code as a person may have typed it, while somebody has yet to decide on it.
    func waitingDevice(_ typed: String, now: Instant) -> DeviceGrant? {
        guard let code = userCodes[canonical(typed)], let device = devices[code] else { return nil }
        return now < device.expires && device.decision == .waiting ? device : nil
    }

    /// Lets a device in, or not. False if nobody waits under this user code.
    @discardableResult
    mutating func decideDevice(_ typed: String, allow: Bool, now: Instant) -> Bool {
        guard waitingDevice(typed, now: now) != nil, let code = userCodes[canonical(typed)] else { return false }
        devices[code]?.decision = allow ? .allowed : .denied
        return true
    }

    /// Turns an allowed device code into tokens. Throws what RFC 8628, 3.5 names.
    mutating func redeemDevice(
        _ deviceCode: String,
        clientID: String,
        now: Instant
    ) throws(ServiceError) -> TokenGrant {
        guard var device = devices[deviceCode], device.consent.clientID == clientID, device.decision != .used else {
            throw .invalidGrant("Invalid device code provided")
        }
        guard now < device.expires else { throw .expiredToken }
        let inTime = device.polls.take(interval: state.interval, now: now)
        devices[deviceCode] = device
        switch device.decision {
        case .waiting: throw inTime ? .authorizationPending : .slowDown
        case .denied: throw .accessDenied("User denied the request")
        case .used: throw .invalidGrant("Invalid device code provided")
        case .allowed: break
        }
        devices[deviceCode]?.decision = .used
        return issue(device.consent, grant: .deviceCode, now: now)
    }

    private func unusedUserCode() -> String {
        var code = generator.userCode()
        while userCodes[code] != nil { code = generator.userCode() }
        return code
    }

    private func canonical(_ typed: String) -> String {
        let letters = typed.uppercased().filter { $0.isLetter && $0.isASCII }
        return "\(letters.prefix(4))-\(letters.dropFirst(4))"
    }
}
