import Engine
import PluginKit
import TestSupport
import Testing

struct ConsoleLoginTargetTests {
    private let home: TestHome
    private static let place = SourceLocation.argument("--console")

    init() throws { home = try TestHome() }

    private func target(_ profile: String, _ config: String) throws -> ConsoleLoginTarget {
        try ConsoleLoginTarget(profile, in: try home.config(config), namedBy: Self.place)
    }

    @Test func `A profile may be new, empty, or have a session already`() throws {
        let new = try target("me", "")
        #expect(new.session == nil)
        #expect(new.location == Self.place)
        #expect(new.command.words == "awsx login --console me")
        #expect(try target("me", "[profile me]\nregion = x\n").location == .file("~/.aws/config", line: 1))
        let known = try target("my dev", "[profile my dev]\n[profile 'my dev']\nlogin_session = arn:aws:iam::1:root\n")
        #expect(known.session?.value == "arn:aws:iam::1:root")
        #expect(known.command.words == "awsx login 'my dev'")
        #expect(known.title == "the console session of profile my dev")
    }

    @Test(arguments: [
        "web_identity_token_file", "sso_role_name", "sso_account_id", "aws_access_key_id", "role_arn",
        "credential_process", "sso_session",
    ])
    func `A profile that gets its credentials in another way is refused, with the line`(key: String) throws {
        let failure = try #require(throws: Failure.self) {
            try target("me", "[profile me]\nregion = x\n\(key) = y\n")
        }
        #expect(failure.status == .configuration)
        #expect(failure.location == .file("~/.aws/config", line: 3))
        #expect(failure.message == "profile me gets its credentials by \(key)")
    }

    @Test func `Of several other ways the one is named that the AWS CLI names`() throws {
        let failure = try #require(throws: Failure.self) {
            try target("me", "[profile me]\nrole_arn = a\ncredential_process = b\nweb_identity_token_file = c\n")
        }
        #expect(failure.message.hasSuffix("by web_identity_token_file"))
    }

    @Test func `Keys in the credentials file count, too`() throws {
        let config = try home.config("[profile me]\n", credentials: "[me]\naws_access_key_id = AK\n")
        let failure = try #require(throws: Failure.self) {
            try ConsoleLoginTarget("me", in: config, namedBy: Self.place)
        }
        #expect(failure.location == .file("~/.aws/credentials", line: 2))
    }
}
