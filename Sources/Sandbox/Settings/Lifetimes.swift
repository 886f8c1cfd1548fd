/// How long the things live that the sandbox issues, in seconds.
struct Lifetimes: Sendable, Hashable, Codable {
    /// Access tokens of registrations with scopes (<doc:SignInProtocol>, Lifetimes).
    var accessToken: Int64 = 3600
    /// Access tokens of registrations without scopes (<doc:SignInProtocol>, Lifetimes).
    var legacyAccessToken: Int64 = 28_800
    /// A sign-in; its refresh tokens end with it.
    var session: Int64 = 28_800
    var roleCredentials: Int64 = 3600
    /// Keys of the container endpoint.
    var containerCredentials: Int64 = 21_600
    /// Keys of the instance metadata service.
    var instanceCredentials: Int64 = 21_600
    /// Keys of the sign-in service, at most 900.
    var loginToken: Int64 = 900
    /// A session of `aws login`.
    var loginSession: Int64 = 43_200
    /// Keys of STS; nil: as long as was asked for.
    var assumedRole: Int64?
    /// Passwords of registries.
    var registryToken: Int64 = 43_200
    var deviceCode: Int64 = 600
    /// Authorization codes, and the pages that lead to them.
    var code: Int64 = 600
    /// Client registrations (about 90 days; <doc:CacheFiles>, Client registrations).
    var registration: Int64 = 7_776_000

    init() {}

    var all: [Int64] {
        [accessToken, legacyAccessToken, session, roleCredentials, deviceCode, code, registration]
            + [containerCredentials, instanceCredentials, loginToken, loginSession] + [registryToken]
            + [assumedRole].compactMap(\.self)
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let standard = Lifetimes()
        accessToken = try values.decode(.accessToken, or: standard.accessToken)
        legacyAccessToken = try values.decode(.legacyAccessToken, or: standard.legacyAccessToken)
        session = try values.decode(.session, or: standard.session)
        roleCredentials = try values.decode(.roleCredentials, or: standard.roleCredentials)
        containerCredentials = try values.decode(.containerCredentials, or: standard.containerCredentials)
        instanceCredentials = try values.decode(.instanceCredentials, or: standard.instanceCredentials)
        loginToken = try values.decode(.loginToken, or: standard.loginToken)
        loginSession = try values.decode(.loginSession, or: standard.loginSession)
        assumedRole = try values.decodeIfPresent(Int64.self, forKey: .assumedRole)
        registryToken = try values.decode(.registryToken, or: standard.registryToken)
        deviceCode = try values.decode(.deviceCode, or: standard.deviceCode)
        code = try values.decode(.code, or: standard.code)
        registration = try values.decode(.registration, or: standard.registration)
    }
}

extension KeyedDecodingContainer {
    /// A member, or this value where it is absent.
    func decode<Value: Decodable>(_ key: Key, or standard: Value) throws -> Value {
        try decodeIfPresent(Value.self, forKey: key) ?? standard
    }
}
