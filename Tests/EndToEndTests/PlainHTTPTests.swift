import TestSupport
import Testing

/// Tokens and keys over plain HTTP: to this machine only. The sandbox would answer at 0.0.0.0, too; nothing is asked there.
@Suite struct PlainHTTPTests {
    private func elsewhere(_ sandbox: SandboxProcess) -> String { sandbox.url.replacing("127.0.0.1", with: "0.0.0.0") }

    @Test(arguments: [
        ("AWS_ENDPOINT_URL_SSO", ["exec", "-p", "dev-ReadOnlyAccess", "--", "true"]),
        ("AWS_ENDPOINT_URL_SSO", ["accounts"]), ("AWS_ENDPOINT_URL_SSO", ["logout"]),
        ("AWS_ENDPOINT_URL_SSO", ["credential-process", "dev-ReadOnlyAccess"]),
        ("AWS_ENDPOINT_URL_SSO", ["configure", "sync", "--session", "sandbox", "--plan"]),
        ("AWS_ENDPOINT_URL_SSO_OIDC", ["login", "--force"]),
        ("AWS_ENDPOINT_URL_SSO_OIDC", ["login", "--force", "--use-device-code"]),
        ("AWS_ENDPOINT_URL_STS", ["whoami", "dev-AdministratorAccess"]),
        ("AWS_ENDPOINT_URL_STS", ["whoami", "assumed"]), ("AWS_ENDPOINT_URL_SIGNIN", ["whoami", "web"]),
    ])
    func `a variable that leads elsewhere is refused, and nothing is sent there`(
        variable: String, words: [String]
    ) async throws {
        let arn = "arn:aws:iam::111111111111:user/bob"
        let more = """
            [profile web]
            login_session = \(arn)
            region = us-east-1

            [profile assumed]
            role_arn = arn:aws:iam::111111111111:role/Hub
            source_profile = dev-AdministratorAccess
            region = us-east-1
            """
        try await EndToEndHome.with(["--auto-approve", "visit"], config: EndToEndHome.config + more) { home, sandbox in
            try await home.signIn()
            _ = try home.login(arn, with: sandbox, secondsLeft: -1)
            #expect(try await home.awsx("env", "dev-AdministratorAccess").status == 0)
            let words = (words.map { "'\($0)'" }).joined(separator: " ")
            let counts = try await sandbox.counting {
                let run = try await home.shell("exec awsx \(words)", setting: [variable: elsewhere(sandbox)])
                expectFailure(
                    run, 78, saying: "$\(variable)", "unencrypted", "plain http is allowed only on this machine",
                    "https://")
            }
            #expect(counts.isEmpty, "\(counts)")
        }
    }

    @Test func `a line of the config is named with its number`() async throws {
        let config = EndToEndHome.config.replacing(
            "[profile dev-ReadOnlyAccess]\n", with: "[profile dev-ReadOnlyAccess]\nendpoint_url = URL\n")
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            try home.write(config.replacing("URL", with: elsewhere(sandbox)), to: ".aws/config")
            let line = config.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("URL") }
            let unset: KeyValuePairs<String, String?> = [
                "AWS_ENDPOINT_URL_SSO": nil, "AWS_ENDPOINT_URL_SSO_OIDC": nil, "AWS_ENDPOINT_URL_STS": nil,
            ]
            let counts = try await sandbox.counting {
                let run = try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "true", setting: unset)
                expectFailure(run, 78, saying: "config:\((line ?? -1) + 1)", "unencrypted")
                let explained = try await home.awsx("explain", "dev-ReadOnlyAccess", "--service", "sso", setting: unset)
                #expect(
                    explained.output.contains("unencrypted") || explained.error.contains("unencrypted"),
                    "\(explained)")
                let doctor = try await home.awsx("doctor", "--offline", "--json", setting: unset)
                #expect(doctor.output.contains("endpoint-invalid"), "\(doctor)")
            }
            #expect(counts.isEmpty, "\(counts)")
        }
    }
}
