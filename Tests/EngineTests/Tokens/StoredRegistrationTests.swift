import Engine
import SystemKit
import TestSupport
import Testing

struct StoredRegistrationTests {
    private static let end = Instant(iso8601: "2027-02-18T23:45:31Z") ?? Instant(seconds: 0)

    private static func registration(scopes: [String]?, grantTypes: [String]?) -> StoredRegistration {
        StoredRegistration(
            clientID: "CID", clientSecret: Secret("CS"), expiresAt: end, scopes: scopes, grantTypes: grantTypes)
    }

    private static let forBrowser = registration(
        scopes: ["sso:account:access"], grantTypes: ["authorization_code", "refresh_token"])

    @Test(arguments: [
        (
            forBrowser,
            #"{"clientId": "CID", "clientSecret": "CS", "expiresAt": "2027-02-18T23:45:31Z", "#
                + #""scopes": ["sso:account:access"], "grantTypes": ["authorization_code", "refresh_token"]}"#
        ),
        (
            registration(scopes: ["a", "b"], grantTypes: nil),
            #"{"clientId": "CID", "clientSecret": "CS", "expiresAt": "2027-02-18T23:45:31Z", "scopes": ["a", "b"]}"#
        ),
        (
            registration(scopes: nil, grantTypes: nil),
            #"{"clientId": "CID", "clientSecret": "CS", "expiresAt": "2027-02-18T23:45:31Z"}"#
        ),
    ])
    func `Its file is the AWS CLI's, byte for byte, and is read back`(
        registration: StoredRegistration, text: String
    ) throws {
        #expect(registration.fileText == text)
        let json = try #require(JSON(Array(text.utf8)))
        #expect(StoredRegistration(json) == registration)
    }

    @Test(arguments: [
        "{}", #"{"clientId": "C", "clientSecret": "S"}"#, #"{"clientId": "C", "expiresAt": "2027-02-18T23:45:31Z"}"#,
        #"{"clientId": "C", "clientSecret": "S", "expiresAt": 1}"#,
        #"{"clientId": "C", "clientSecret": "S", "expiresAt": "2027-02-18T23:45:31Z", "accessToken": "AT"}"#,
    ])
    func `A token, or half a registration, is none`(text: String) throws {
        let json = try #require(JSON(Array(text.utf8)))
        #expect(StoredRegistration(json) == nil)
    }

    @Test(
        arguments: [
            (900, true), (899, false), (0, false), (-1, false), (7_776_000, true),
        ] as [(Int64, Bool)])
    func `Fifteen minutes must be left`(left: Int64, serves: Bool) {
        let now = Self.end.advanced(bySeconds: -left)
        #expect(Self.forBrowser.serves(.browser, at: now) == serves)
    }

    @Test func `It serves only the flow that it was made for`() {
        let now = Self.end.advanced(bySeconds: -86_400)
        let forDevice = Self.registration(scopes: nil, grantTypes: nil)
        let other = Self.registration(scopes: nil, grantTypes: ["refresh_token"])
        #expect(!Self.forBrowser.serves(.deviceCode, at: now))
        #expect(forDevice.serves(.deviceCode, at: now))
        #expect(!forDevice.serves(.browser, at: now))
        #expect(!other.serves(.browser, at: now))
    }
}
