import Engine
import TestSupport
import Testing

/// A HOME with a profile for every way of getting credentials, each with secrets of its own.
enum ProviderHome {
    /// Each profile that gives credentials.
    static let profiles = ["keys", "deploy", "chain", "behind-sso", "guarded", "web", "process", "signed-in", "legacy"]

    private static let user = SandboxSettings.User.standard
    static let device = SandboxSettings.MFADevice(
        serialNumber: "arn:aws:iam::111111111111:mfa/ci", user: .standard, codes: ["839156", "470283", "615948"])
    static let login = "arn:aws:iam::111111111111:user/bob"
    static let containerToken = "token-\(Canary.marker)OfTheContainer"
    static let webToken = "header.\(Canary.marker).signature"

    private static func arn(_ name: String) -> String { "arn:aws:iam::222222222222:role/\(name)" }

    /// Lends a HOME with a profile of each kind, which is signed in to what wants it.
    static func with(_ body: (EndToEndHome, SandboxProcess, Canary) async throws -> Void) async throws {
        var settings = SandboxSettings()
        settings.webIdentities = [SandboxSettings.WebIdentity(token: webToken, subject: "pod")]
        settings.containers = [
            SandboxSettings.Container(
                path: "/v1/credentials/x", roleARN: arn("Task"), token: containerToken)
        ]
        settings.instance = SandboxSettings.Instance()
        settings.mfaDevices = [device]
        settings.roles = [
            SandboxSettings.Role(arn("Deploy")), SandboxSettings.Role(arn("Second")),
            SandboxSettings.Role(arn("Web"), webIdentities: ["pod"]),
            SandboxSettings.Role(arn("Guarded"), requiresMFA: true),
            SandboxSettings.Role(arn("Closed"), principals: ["333333333333"]),
        ]
        try await EndToEndHome.with(["--auto-approve", "always"], state: settings.state) { home, sandbox in
            func role(_ profile: String, _ more: String) -> String {
                "[profile \(profile)]\nregion = us-east-1\n\(more)\n"
            }
            func assume(_ profile: String, _ name: String, from source: String, _ more: String = "") -> String {
                role(profile, "role_arn = \(arn(name))\nsource_profile = \(source)\n\(more)")
            }
            try home.configure(
                role("keys", user.profileLines) + assume("deploy", "Deploy", from: "keys")
                    + assume("chain", "Second", from: "deploy") + assume("closed", "Closed", from: "keys")
                    + assume("behind-sso", "Deploy", from: "dev-ReadOnlyAccess")
                    + assume("guarded", "Guarded", from: "keys", "mfa_serial = \(device.serialNumber)")
                    + role("web", "role_arn = \(arn("Web"))\nweb_identity_token_file = \(home.path)/token")
                    + role("process", "credential_process = /bin/sh \(home.path)/script")
                    + role("signed-in", "login_session = \(login)"))
            try home.write(webToken, to: "token")
            try home.write(
                """
                echo '{"Version": 1, "AccessKeyId": "AKIAPROCESS", "SecretAccessKey": "\(Canary.marker)/+="}'
                """, to: "script")
            try home.write("echo \(device.codes[1])\n", to: "code")
            try home.write(
                "[profile guarded]\nmfa_process = /bin/sh \(home.path)/code\n", to: ".config/awsx/config")
            let file = try home.login(login, with: sandbox, secondsLeft: -1)
            try await home.signIn()
            try await body(home, sandbox, Canary(home: home, secrets: try secrets(of: home, loginFile: file)))
        }
    }

    /// What holds no marker, and what may be kept in one place only.
    private static func secrets(of home: EndToEndHome, loginFile: String) throws -> [Canary.Secret] {
        let file = try home.json(loginFile)
        // The first line of the key's text; it has the number that nobody may know.
        let key = (file["dpopKey"]?.string ?? "").split(separator: "\n").dropFirst().first
        let refreshToken = file["refreshToken"]?.string
        return [
            Canary.Secret(text: containerToken, location: nil), Canary.Secret(text: webToken, location: "token"),
            Canary.Secret(text: device.codes[0], location: nil),
            Canary.Secret(text: device.codes[1], location: "code"),
            Canary.Secret(text: device.codes[2], location: "code"),
            Canary.Secret(text: String(try #require(key)), location: loginFile),
            Canary.Secret(text: try #require(refreshToken), location: loginFile),
            Canary.Secret(text: user.secretAccessKey, location: ".aws/config"),
        ]
    }

    /// The variables of a container.
    static func container(_ sandbox: SandboxProcess) -> KeyValuePairs<String, String?> {
        [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(sandbox.url)/v1/credentials/x",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": containerToken, "AWS_CONFIG_FILE": "/dev/null",
        ]
    }
}
