import Engine
import SystemKit
import Testing

struct EnvironmentCredentialsTests {
    @Test func `Nothing, or an empty access key, is nothing`() throws {
        #expect(try EnvironmentCredentials.load(Environment()) == nil)
        #expect(
            try EnvironmentCredentials.load(Environment(["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "S"])) == nil
        )
        #expect(try EnvironmentCredentials.load(Environment(["AWS_SECRET_ACCESS_KEY": "S"])) == nil)
    }

    @Test func `All members are read, the older token variable first`() throws {
        let keys = try EnvironmentCredentials.load(
            Environment([
                "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "S", "AWS_SESSION_TOKEN": "T",
                "AWS_CREDENTIAL_EXPIRATION": "1970-01-01T00:00:10Z", "AWS_ACCOUNT_ID": "1",
            ]))
        let expected = Credentials(
            accessKeyID: "A", secretAccessKey: Secret("S"), sessionToken: Secret("T"),
            expiration: Instant(seconds: 10), accountID: "1")
        #expect(keys == expected)
        let older = try EnvironmentCredentials.load(
            Environment([
                "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "S", "AWS_SESSION_TOKEN": "T",
                "AWS_SECURITY_TOKEN": "OLD",
            ]))
        #expect(older?.sessionToken == Secret("OLD"))
    }

    @Test func `Empty tokens are none`() throws {
        let keys = try EnvironmentCredentials.load(
            Environment([
                "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "S", "AWS_SESSION_TOKEN": "",
                "AWS_SECURITY_TOKEN": "", "AWS_CREDENTIAL_EXPIRATION": "",
            ]))
        #expect(keys?.sessionToken == nil)
        #expect(keys?.expiration == nil)
    }

    @Test(arguments: [nil, ""] as [String?])
    func `An access key without its secret is half an identity`(secret: String?) throws {
        var environment = Environment(["AWS_ACCESS_KEY_ID": "A"])
        if let secret { environment.set("AWS_SECRET_ACCESS_KEY", secret) }
        let failure = try #require(throws: Failure.self) { try EnvironmentCredentials.load(environment) }
        #expect(failure.code == .partialCredentials)
        #expect(failure.location == .variable("AWS_ACCESS_KEY_ID"))
    }

    @Test func `An end that is no time is told`() throws {
        let failure = try #require(throws: Failure.self) {
            try EnvironmentCredentials.load(
                Environment([
                    "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "S", "AWS_CREDENTIAL_EXPIRATION": "soon",
                ]))
        }
        #expect(failure.code == .configInvalid)
        #expect(failure.location == .variable("AWS_CREDENTIAL_EXPIRATION"))
    }
}

struct SwitchTests {
    @Test(
        arguments: [
            ("1", true), ("true", true), ("YES", true), ("On", true), ("", false), ("0", false), ("false", false),
            ("no", false), ("off", false), ("y", false), ("11", false), (" 1", false),
        ])
    func `A switch is on for four words and nothing else`(value: String, isOn: Bool) {
        #expect(Environment(["AWSX_NO_LOGIN": value]).isOn("AWSX_NO_LOGIN") == isOn)
        #expect(!Environment().isOn("AWSX_NO_LOGIN"))
    }
}
