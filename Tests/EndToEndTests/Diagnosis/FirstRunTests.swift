import Engine
import TestSupport
import Testing

/// What somebody hears who has set up nothing, or something wrong.
@Suite struct FirstRunTests {
    @Test(arguments: [
        ["login"], ["token"], ["accounts"], ["configure", "sync"], ["exec", "--", "true"], ["env"], ["login", "--all"],
    ])
    func `whatever was the first command, it says the same`(words: [String]) async throws {
        // A metadata service that answers, but not with a role: 403 as from a container's proxy.
        try await EndToEndHome.with(config: nil) { home, sandbox in
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, words,
                environment: home.environment.setting([
                    "AWS_EC2_METADATA_DISABLED": nil, "AWS_EC2_METADATA_SERVICE_ENDPOINT": nil,
                    "AWS_METADATA_SERVICE_TIMEOUT": "1", "AWS_METADATA_SERVICE_NUM_ATTEMPTS": "1",
                ]), folder: home.path)
            expectFailure(
                outcome, 78, saying: "nothing is set up yet", "awsx configure sso", "awsx sandbox shell")
            #expect(!outcome.error.contains("metadata"), "\(outcome)")
        }
    }

    @Test func `status says it, and the way out in a line of its own`() async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        let outcome = try await Program.run(
            InstallPrefix.shared.get().awsx, ["status"],
            environment: home.environment.setting(["AWS_EC2_METADATA_DISABLED": nil]), folder: home.path)
        #expect(outcome.status == 78)
        #expect(
            outcome.error == """
                awsx: nothing is set up yet: no profile is configured
                  → to set it up: awsx configure sso; to try awsx without AWS: awsx sandbox shell
                awsx: if this machine has a role, it is used; to check: awsx status --check

                """)
    }

    private static let session = """
        [sso-session sandbox]
        sso_start_url = https://sandbox.awsapps.com/start
        sso_region = us-east-1

        """

    @Test func `what is wrong in a file is told with its line`() async throws {
        let config =
            Self.session
            + "[profile two words]\nsso_session = sandbox\nsso_account_id = 111111111111\nsso_role_name = R\n"
            + "[profile good]\nsso_session = sandbox\nsso_account_id = 111111111111\nsso_role_name = R\n"
        let home = try EndToEndHome(config: config)
        defer { home.remove() }
        expectFailure(
            try await home.awsx("exec", "-p", "two words", "--", "true"), 66, saying: "[profile two words] is ignored",
            ".aws/config:4", "[profile two-words]")
        try home.write("{ not json", to: EndToEndHome.tokenFile)
        expectFailure(
            try await home.awsx("exec", "-p", "good", "--", "true"), 79, saying: "no readable token",
            EndToEndHome.tokenFile, "awsx login")
    }

    @Test func `nobody listens: doctor is named`() async throws {
        let home = try EndToEndHome(config: Self.session)
        defer { home.remove() }
        let outcome = try await Program.run(
            InstallPrefix.shared.get().awsx, ["login", "--use-device-code", "--no-browser"],
            environment: home.environment.setting(["AWS_ENDPOINT_URL_SSO_OIDC": "http://127.0.0.1:9"]),
            folder: home.path)
        expectFailure(outcome, 69, saying: "connection refused", "awsx doctor")
    }

    @Test func `a folder's file that names no profile is not allowed`() async throws {
        let home = try EndToEndHome(config: Self.session + "[profile good]\nregion = eu-west-1\n")
        defer { home.remove() }
        try home.write("profile = goood\n", to: "work/.awsx")
        expectFailure(try await home.awsx("allow", "work"), 66, saying: "goood", "did you mean good?", ".awsx")
        try home.write("profile = good\n", to: "work/.awsx")
        #expect(try await home.awsx("allow", "work").status == 0)
    }
}
