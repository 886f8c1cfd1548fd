import Engine
import TestSupport
import Testing

/// The files that awsx writes beside those that the AWS CLI writes for the same sign-in: names, members, order,
/// separators and permissions.
@Suite(.serialized) struct CacheFileTests {
    /// A text with every value of a member replaced: what is left is members, their order and the separators.
    private func skeleton(_ text: String) -> String {
        text.replacing(/: "[^"]*"/, with: ": …")
    }

    /// The files that two tools make for one device sign-in and one role.
    private func files(_ tool: (EndToEndHome) async throws -> Void) async throws -> [String: String] {
        try await EndToEndHome.with { home, _ in
            try await tool(home)
            var files: [String: String] = [:]
            for folder in [".aws/sso/cache", ".aws/cli/cache"] {
                for name in home.list(folder) where !name.hasPrefix(".") {
                    files["\(folder)/\(name)"] = try home.read("\(folder)/\(name)")
                }
            }
            let modes = try home.modes()
            for (name, mode) in modes where files[name] != nil { #expect(mode == 0o600, "\(name) is \(mode)") }
            return files
        }
    }

    private func written(byAWS profile: String) async throws -> [String: String] {
        try await files { home in
            let login = try await home.aws("sso", "login", "--profile", profile)
            #expect(login.status == 0, "\(login)")
            #expect(try await home.aws("sts", "get-caller-identity", "--profile", profile).status == 0)
        }
    }

    private func written(byAwsx profile: String) async throws -> [String: String] {
        try await files { home in
            let login = try await home.awsx("login", profile, "--use-device-code")
            #expect(login.status == 0, "\(login)")
            #expect(try await home.awsx("exec", "-p", profile, "--", "true").status == 0)
        }
    }

    @Test(arguments: [
        ("dev-AdministratorAccess", EndToEndHome.tokenFile, EndToEndHome.registrationFile, EndToEndHome.roleFile()),
        ("legacy", EndToEndHome.legacyTokenFile, EndToEndHome.legacyRegistrationFile, EndToEndHome.legacyRoleFile),
    ])
    func `both make the same files`(profile: String, token: String, registration: String, role: String) async throws {
        let theirs = try await written(byAWS: profile)
        let ours = try await written(byAwsx: profile)
        #expect(Set(ours.keys) == [token, registration, role])
        #expect(Set(theirs.keys) == Set(ours.keys))
        for name in [token, registration] {
            #expect(skeleton(ours[name] ?? "") == skeleton(theirs[name] ?? ""), "\(name)")
            let (mine, other) = (JSON(Array((ours[name] ?? "").utf8)), JSON(Array((theirs[name] ?? "").utf8)))
            for member in ["startUrl", "region", "scopes", "grantTypes"] {
                #expect(mine?[member] == other?[member], "\(member) in \(name)")
            }
        }
        // The account's number came to this file after the CLI that Debian has (<doc:CacheFiles>, SSO role
        // credentials).
        let account = try #require(ours[role]).firstRange(of: /, "AccountId": "111111111111"/)
        let withoutAccount = ours[role]?.replacing(/, "AccountId": "[0-9]*"/, with: "")
        #expect(account != nil)
        #expect(skeleton(withoutAccount ?? "") == skeleton(theirs[role] ?? ""))
        for name in [token, registration] {
            for member in ["expiresAt", "registrationExpiresAt"] {
                guard let time = JSON(Array((ours[name] ?? "").utf8))?[member]?.string else { continue }
                #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil, "\(time)")
            }
        }
    }

    @Test func `the browser flow's files are those of a newer AWS CLI`() async throws {
        try await EndToEndHome.with { home, _ in
            #expect(try await home.awsx("login").status == 0)
            let token = try home.read(EndToEndHome.tokenFile)
            #expect(
                skeleton(token)
                    == #"{"startUrl": …, "region": …, "accessToken": …, "expiresAt": …, "clientId": …, "#
                    + #""clientSecret": …, "registrationExpiresAt": …, "refreshToken": …}"#)
            let registration = try home.read(EndToEndHome.registrationFile)
            #expect(
                skeleton(registration)
                    == #"{"clientId": …, "clientSecret": …, "expiresAt": …, "scopes": ["sso:account:access"], "#
                    + #""grantTypes": ["authorization_code", "refresh_token"]}"#)
        }
    }

    @Test func `a registration of aws is used again, and awsx's by aws`() async throws {
        try await EndToEndHome.with { home, sandbox in
            #expect(try await home.aws("sso", "login").status == 0)
            let counts = try await sandbox.counting {
                let login = try await home.awsx("login", "--force", "--use-device-code")
                #expect(login.status == 0, "\(login)")
            }
            #expect(counts["RegisterClient"] == nil)
            #expect(counts["StartDeviceAuthorization"] == 1)
            try home.delete(EndToEndHome.tokenFile)
            try home.delete(EndToEndHome.registrationFile)
            #expect(try await home.awsx("login", "--use-device-code").status == 0)
            let back = try await sandbox.counting {
                let login = try await home.aws("sso", "login")
                #expect(login.status == 0, "\(login)")
            }
            #expect(back["RegisterClient"] == nil)
        }
    }
}
