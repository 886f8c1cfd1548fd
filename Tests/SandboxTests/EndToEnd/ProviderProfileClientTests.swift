import SystemKit
import Testing

@testable import Sandbox

/// boto3 with the profiles that a throw-away HOME has, as they are.
@Suite(.serialized) struct ProviderProfileClientTests {
    private static let python = Environment.current().text("AWSX_TEST_PYTHON") ?? "python3"

    @Test func `each profile is somebody`() async throws {
        let outcome = try await Program.script(
            ["--auto-approve", "visit"],
            """
            /usr/bin/aws sso login >/dev/null || exit 1
            stat -c %a "$HOME/.aws/web-identity-token" "$HOME/.aws/credential-process"
            \(Self.python) - <<'PYTHON' || exit 2
            import getpass
            getpass.getpass = lambda prompt: "333333"
            import boto3
            for name in "assume", "chain", "keys", "mfa", "web", "process", "console":
                arn = boto3.Session(profile_name=name).client("sts").get_caller_identity()["Arn"]
                print(name, arn.rsplit("/", 1)[0])
            PYTHON
            """)
        #expect(outcome.status == 0, "boto3 and awscrt must be installed for \(Self.python): \(outcome)")
        #expect(
            outcome.output == """
                600
                600
                assume arn:aws:sts::222222222222:assumed-role/Deploy
                chain arn:aws:sts::222222222222:assumed-role/Audit
                keys arn:aws:iam::111111111111:user
                mfa arn:aws:sts::222222222222:assumed-role/Guarded
                web arn:aws:sts::222222222222:assumed-role/Web
                process arn:aws:iam::111111111111:user
                console arn:aws:iam::111111111111:user

                """)
    }
}
