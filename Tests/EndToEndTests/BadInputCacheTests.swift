import Engine
import Foundation
import TestSupport
import Testing

/// Cache files that are no such thing: they cost a request or a sign-in, never an error and never another's data.
@Suite struct BadInputCacheTests {
    /// Contents that hold nothing of use.
    static let junk: [(name: String, bytes: [UInt8])] = [
        ("zero bytes", []), ("a bracket", Array("{".utf8)), ("null", Array("null".utf8)), ("a list", Array("[]".utf8)),
        ("truncated", Array(#"{"startUrl": "https://sandbox.awsapps.com/start", "region": "us-ea"#.utf8)),
        ("another tool's", Array(#"{"tool": "other", "expiresAt": "2099-01-01T00:00:00Z", "items": [1, 2]}"#.utf8)),
        ("a token of a number", Array(#"{"accessToken": 7, "expiresAt": "2099-01-01T00:00:00Z"}"#.utf8)),
        ("an end of a number", Array(#"{"accessToken": "a", "clientId": "c", "expiresAt": 4070908800}"#.utf8)),
        (
            "an end that is not a valid time",
            Array(#"{"accessToken": "a", "clientId": "c", "expiresAt": "tomorrow"}"#.utf8)
        ),
        ("bytes", [0xff, 0xfe, 0x00, 0x1b, 0x5b] + [UInt8](repeating: 0, count: 4096)),
        ("depth", [UInt8](repeating: UInt8(ascii: "["), count: 500_000)),
        ("64 MB", [UInt8](repeating: UInt8(ascii: " "), count: 64 << 20)),
    ]

    @Test(arguments: junk.map(\.name))
    func `a token file without a token asks for a sign-in and is mended by it`(name: String) async throws {
        let bytes = try #require(Self.junk.first { $0.name == name }?.bytes)
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try home.write("", to: EndToEndHome.tokenFile)
            try Data(bytes).write(to: URL(fileURLWithPath: "\(home.path)/\(EndToEndHome.tokenFile)"))
            let before = try Snapshot(home)
            expectFailure(
                try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "true"), 79,
                saying: "awsx login dev-ReadOnlyAccess", "\(home.path)/.aws/config:1")
            let status = try await home.awsx("status", "dev-ReadOnlyAccess")
            #expect(status.status == 79 && status.error.isEmpty, "\(status)")
            #expect(try Snapshot(home) == before)
            let login = try await home.awsx("login")
            #expect(login.status == 0, "\(login)")
            #expect(try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "true").status == 0)
        }
    }

    @Test(arguments: junk.map(\.name))
    func `a file of keys without keys is fetched anew, a registration that is none made anew`(
        name: String
    ) async throws {
        let bytes = try #require(Self.junk.first { $0.name == name }?.bytes)
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            for file in [EndToEndHome.registrationFile, EndToEndHome.roleFile()] {
                try home.write("", to: file)
                try Data(bytes).write(to: URL(fileURLWithPath: "\(home.path)/\(file)"))
            }
            try await home.signIn()
            let run = try await home.awsx("exec", "-p", "dev-AdministratorAccess", "true")
            #expect(run.status == 0 && run.error.isEmpty, "\(run)")
            #expect(try sandbox.counts()["RegisterClient"] == 1)
            #expect(try sandbox.counts()["GetRoleCredentials"] == 1)
            #expect(try home.json(EndToEndHome.roleFile())["Credentials"] != nil)
        }
    }

    @Test(
        arguments: [
            ("2099-01-01T00:00:00", 0), ("2099-01-01T00:00:00UTC", 0), ("2099-01-01T02:00:00+02:00", 0),
            ("2099-01-01T00:00:00.123Z", 0), ("2056-11-21T12:00:00Z", 0), ("1996-11-21T12:00:00Z", 79),
            ("1996-11-21T12:00:00", 79), ("0000-00-00T00:00:00Z", 79), ("99999-01-01T00:00:00Z", 79), ("", 79),
        ] as [(String, Int32)])
    func `a time is read in every spelling, or not at all`(end: String, status: Int32) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.write(#"{"accessToken": "t", "expiresAt": "\#(end)"}"#, to: EndToEndHome.tokenFile)
        let token = try await home.awsx("token")
        #expect(token.status == status, "\(token)")
        #expect(token.output == (status == 0 ? "t\n" : ""))
        try home.write(
            """
            {"Credentials": {"AccessKeyId": "AKIA", "SecretAccessKey": "s", "SessionToken": "t", "Expiration": "\(end)"}}
            """, to: EndToEndHome.roleFile())
        try home.delete(EndToEndHome.tokenFile)
        let keys = try await home.awsx("exec", "-p", "dev-AdministratorAccess", "true")
        #expect(keys.status == status, "\(keys)")
    }

    @Test func `a folder in a file's place is told by its name`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try home.makeFolder(EndToEndHome.tokenFile)
            expectFailure(try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "true"), 79, saying: "awsx login")
            expectFailure(try await home.awsx("login", "-q"), 1, saying: "\(home.path)/\(EndToEndHome.tokenFile)")
            try home.delete(EndToEndHome.tokenFile)
            try await home.signIn()
            try home.makeFolder(EndToEndHome.roleFile())
            let run = try await home.awsx("exec", "-p", "dev-AdministratorAccess", "--", "echo", "ran")
            #expect(run.status == 0 && run.output == "ran\n", "\(run)")
            #expect(run.error.contains("could not cache the credentials"))
            try home.delete(EndToEndHome.tokenLock)
            try home.makeFolder(EndToEndHome.tokenLock)
            try home.ageToken()
            let before = try Snapshot(home)
            try sandbox.resetCounts()
            expectFailure(try await home.awsx("token"), 1, saying: "\(home.path)/\(EndToEndHome.tokenLock)")
            #expect(try Snapshot(home) == before)
            #expect(try sandbox.counts().isEmpty)
        }
    }
}
