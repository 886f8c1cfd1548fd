import SystemKit
import Testing

@testable import Sandbox

struct SandboxEnvironmentTests {
    private func environment(_ outer: Environment, browser: String? = nil, authority: String? = nil) -> Environment {
        SandboxEnvironment(
            home: "/h",
            server: .init(url: "http://127.0.0.1:1", certificateAuthority: authority),
            dataPath: "/d",
            browser: browser
        ).applied(to: outer)
    }

    @Test(arguments: [
        "AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SESSION_TOKEN", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE",
        "AWS_REGION", "AWS_ENDPOINT_URL_S3", "AWS_ROLE_ARN", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWSX_PROFILE", "AWSX_DEPTH",
    ])
    func `nothing of the user's own identity is left`(name: String) {
        #expect(environment(Environment(blocks: [Array("\(name)=x".utf8), Array("\(name)=y".utf8)]))[name] == nil)
    }

    @Test(arguments: ["PATH", "TERM", "AWSX_SANDBOX_BROWSER", "AWS_CA_BUNDLE", "AWS_PAGER"])
    func `the rest stays`(name: String) {
        #expect(environment(Environment(blocks: [Array("\(name)=x".utf8)]))[name] == "x")
    }

    @Test func `the sandbox is where AWS tools look`() {
        let made = environment(Environment(["NO_PROXY": "corp"]), authority: "/ca.pem")
        #expect(made["AWS_ENDPOINT_URL"] == "http://127.0.0.1:1")
        #expect(made["AWS_ENDPOINT_URL_SSO_OIDC"] == "http://127.0.0.1:1")
        #expect(made["AWS_DATA_PATH"] == "/d")
        #expect(made["AWS_CA_BUNDLE"] == "/ca.pem")
        #expect(made["NO_PROXY"] == "corp,127.0.0.1,localhost")
        #expect(made["XDG_STATE_HOME"] == "/h/.local/state")
        #expect(made["BROWSER"] == nil)
    }

    @Test(arguments: [
        ("/usr/bin/awsx-sandbox", "/usr/bin/awsx-sandbox browser %s"),
        ("/my tools/o'x", #"'/my tools/o'\''x' browser %s"#),
    ])
    func `the browser is one quoted word and its arguments`(path: String, text: String) {
        #expect(environment(Environment(), browser: path)["BROWSER"] == text)
    }

    @Test func `the config has a session, every account and role, a legacy profile and a default`() {
        var state = SandboxConfiguration()
        state.accounts = [Account("111111111111", name: "My Team]\n[x", roles: ["A"])]
        let file = AWSConfigFile(state: state, home: "/h")
        #expect(file.profileNames.prefix(3) == ["default", "My-Team---x-A", "legacy"])
        #expect(
            file.profileNames.dropFirst(3) == ["assume", "chain", "keys", "mfa", "web", "process", "console"])
        #expect(
            file.text.contains(
                """
                [profile chain]
                role_arn = arn:aws:iam::222222222222:role/Audit
                source_profile = assume
                external_id = sandbox
                region = us-east-1
                """))
        #expect(file.text.contains("[profile My-Team---x-A]\nsso_session = sandbox\nsso_account_id = 111111111111\n"))
        #expect(file.text.hasPrefix("[sso-session sandbox]\nsso_start_url = https://sandbox.awsapps.com/start\n"))
    }
}
