package import Engine
import Foundation

extension EndToEndHome {
    /// Writes a file under the HOME, 0600, with its folders.
    package func write(_ text: String, to name: String, mode: Int = 0o600) throws {
        let file = "\(path)/\(name)"
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        if mode & 0o111 != 0 { FreshProgram.settle(file) }
    }

    /// Adds lines to `~/.aws/config`.
    package func configure(_ text: String) throws {
        let present = (try? read(".aws/config")) ?? ""
        try write("\(present)\n\(text)\n", to: ".aws/config")
    }

    package func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
    }

    /// Signs in as `aws login` does, without a browser: writes the session's file and returns its path under the HOME.
    ///
    /// - Parameter secondsLeft: see `SandboxProcess.login`.
    @discardableResult
    package func login(_ session: String, with sandbox: SandboxProcess, secondsLeft: Int64? = nil) throws -> String {
        let file = try sandbox.login(session, secondsLeft: secondsLeft)
        let path = ".aws/login/cache/\(file.name)"
        try write(file.text, to: path)
        return path
    }

    package func json(_ name: String) throws -> JSON {
        guard let json = JSON(Array(try read(name).utf8)) else { throw Workspace.Broken("\(name) is no JSON") }
        return json
    }

    /// Names in a folder, sorted; none if it is missing.
    package func list(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
    }

    /// Every regular file under the HOME with its permission bits.
    package func modes() throws -> [String: Int] {
        var modes: [String: Int] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
            guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
            modes[name] = attributes[.posixPermissions] as? Int
        }
        return modes
    }

    package func delete(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }

    /// Makes a symbolic link under the HOME.
    package func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
    }

    package func setMode(_ mode: Int, of name: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: "\(path)/\(name)")
    }

    package func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(path)/\(name)", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// The token file of `[sso-session sandbox]`, by the SHA-1 of its name, and that of `legacy`, by its start URL's
    /// (<doc:CacheFiles>, Token files). The names here and below were made by Python's hashlib.
    package static let tokenFile = ".aws/sso/cache/9ed037b84943c4caa3a520e48a5540181c46c98c.json"
    package static let legacyTokenFile = ".aws/sso/cache/e009d2e714015aae0f6dc0696568e5d668596a14.json"
    /// The registration of the session, and of `legacy` (<doc:CacheFiles>, Client registrations).
    package static let registrationFile = ".aws/sso/cache/7d0e8869b54a7eaa59fb4428a34272b74d5e7793.json"
    package static let legacyRegistrationFile = ".aws/sso/cache/478a6de36a996e39518f6fa172237f918e46ec57.json"

    /// The role credentials' file of one of `pairs` (<doc:CacheFiles>, SSO role credentials).
    package static func roleFile(account: String = "111111111111", role: String = "AdministratorAccess") -> String {
        let names = [
            "111111111111 AdministratorAccess": "ab73349e70e7971f31c902c5487875b89a2aeaa2",
            "111111111111 ReadOnlyAccess": "a092aa123cdeec9c6069f36e2316f072d60912e0",
            "222222222222 AdministratorAccess": "850f0fa9eb9b09b886f3eb2fde87b5bdb9901064",
            "222222222222 ReadOnlyAccess": "d526fbc6c42904022a63022016a649aea327f3c3",
            "000000000333 Auditor": "f3be66fcb234fe69543a40fea090197a64e59f84",
        ]
        return ".aws/cli/cache/\(names["\(account) \(role)"] ?? "unknown-to-the-tests").json"
    }

    /// What `login` and a refresh write first, to see whether there is room.
    package static let probeFile = ".aws/sso/cache/.awsx-9ed037b84943c4caa3a520e48a5540181c46c98c.probe"

    /// The note that awsx fetched a role's credentials.
    package static func noteFile(account: String = "111111111111", role: String) -> String {
        let role = roleFile(account: account, role: role).split(separator: "/").last ?? ""
        return ".local/state/awsx/fetched/9ed037b84943c4caa3a520e48a5540181c46c98c/\(role.dropLast(5))"
    }

    /// The role credentials' file of `legacy`.
    package static let legacyRoleFile = ".aws/cli/cache/6ff23f003b4b16273d1ba47406e82f05215b7e56.json"

    /// A time as AWS's files spell it.
    package static func instant(secondsFromNow seconds: Int) -> String {
        ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: TimeInterval(seconds)))
    }

    /// Writes role credentials as the AWS CLI caches them, for a role of the session `sandbox`.
    package func writeRole(
        account: String = "111111111111", role: String = "AdministratorAccess", key: String = "ASIAEXAMPLE",
        secondsLeft: Int = 3600
    ) throws {
        let end = Self.instant(secondsFromNow: secondsLeft)
        try write(
            """
            {"ProviderType": "sso", "Credentials": {"AccessKeyId": "\(key)", "SecretAccessKey": "secret-of-\(key)", \
            "SessionToken": "token-of-\(key)", "Expiration": "\(end)", "AccountId": "\(account)"}}
            """, to: Self.roleFile(account: account, role: role))
    }

    /// Writes a token of the session `sandbox`; without a refresh token it can't be renewed.
    package func writeToken(_ token: String, secondsLeft: Int, refreshToken: String? = nil) throws {
        let end = Self.instant(secondsFromNow: secondsLeft)
        let refresh =
            refreshToken.map {
                #", "clientId": "c", "clientSecret": "s", "registrationExpiresAt": "2099-01-01T00:00:00Z", "refreshToken": "\#($0)""#
            }
            ?? ""
        try write(
            """
            {"startUrl": "https://sandbox.awsapps.com/start", "region": "us-east-1", "accessToken": "\(token)", \
            "expiresAt": "\(end)"\(refresh)}
            """, to: Self.tokenFile)
    }

    /// One endpoint rule for each service, for the AWS CLI before 2.13, which knows no `AWS_ENDPOINT_URL` variable.
    func writeEndpointRules(_ url: String) throws {
        let names = [
            ("Region", "AWS::Region", "String"), ("UseDualStack", "AWS::UseDualStack", "Boolean"),
            ("UseFIPS", "AWS::UseFIPS", "Boolean"), ("Endpoint", "SDK::Endpoint", "String"),
            ("UseGlobalEndpoint", "AWS::STS::UseGlobalEndpoint", "Boolean"),
        ]
        let parameters = names.map { name, source, type in
            let more = type == "Boolean" ? #""required":true,"default":false"# : #""required":false"#
            return #""\#(name)":{"builtIn":"\#(source)","type":"\#(type)",\#(more),"documentation":"\#(name)"}"#
        }
        let rules = """
            {"version":"1.0","parameters":{\(parameters.joined(separator: ","))},"rules":[{"type":"endpoint",\
            "conditions":[],"endpoint":{"url":"\(url)","properties":{},"headers":{}}}]}
            """
        for service in ["sso/2019-06-10", "sso-oidc/2019-06-10", "sts/2011-06-15"] {
            try write(rules, to: ".models/\(service)/endpoint-rule-set-1.json")
        }
    }
}
