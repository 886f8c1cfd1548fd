import Testing

@testable import Sandbox

struct MultiFactorTests {
    private let role = ["RoleArn": "arn:aws:iam::222222222222:role/Guarded", "RoleSessionName": "me"]
    private let device = "arn:aws:iam::111111111111:mfa/ci"

    private func ask(_ fixture: inout Fixture, _ serial: String?, _ code: String?) -> ServerResponse {
        var parameters = role
        parameters["SerialNumber"] = serial
        parameters["TokenCode"] = code
        return fixture.sts("AssumeRole", parameters)
    }

    @Test func `a code is good once`() throws {
        var fixture = Fixture()
        #expect(ask(&fixture, device, "111111").status == 200)
        #expect(fixture.lastKeys?.grant.serialNumber == device)
        let second = ask(&fixture, device, "111111")
        #expect(second.status == 403)
        #expect(second.element("Code") == "AccessDenied")
        #expect(
            second.element("Message") == "MultiFactorAuthentication failed with invalid MFA one time pass code.")
        #expect(ask(&fixture, device, "222222").status == 200)
    }

    @Test(
        arguments: [
            (nil, nil, "User: arn:aws:iam::111111111111:user/ci is not authorized to perform: sts:AssumeRole on "),
            ("arn:aws:iam::111111111111:mfa/ci", "000000", "MultiFactorAuthentication failed with invalid MFA "),
            ("arn:aws:iam::111111111111:mfa/eve", "111111", "MultiFactorAuthentication failed, unable to validate "),
            ("arn:aws:iam::111111111111:mfa/ci", nil, "MultiFactorAuthentication failed, must provide both "),
            (nil, "111111", "MultiFactorAuthentication failed, must provide both "),
        ] as [(String?, String?, String)])
    func `without a good code the role stays closed`(serial: String?, code: String?, message: String) {
        var fixture = Fixture()
        let reply = ask(&fixture, serial, code)
        #expect(reply.status == 403)
        #expect(reply.element("Message")?.hasPrefix(message) == true, "\(reply.text)")
    }

    @Test func `nobody uses the device of another`() {
        var fixture = Fixture { $0.mfaDevices[0].userArn = "arn:aws:iam::111111111111:user/eve" }
        #expect(ask(&fixture, device, "111111").element("Message")?.contains("unable to validate") == true)
    }
}
