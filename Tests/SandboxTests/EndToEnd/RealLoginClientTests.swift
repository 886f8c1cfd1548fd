import SystemKit
import Testing

@testable import Sandbox

/// botocore's reader of `aws login` sessions, which needs awscrt.
@Suite(.serialized) struct RealLoginClientTests {
    private static let python = Environment.current().text("AWSX_TEST_PYTHON") ?? "python3"

    @Test func `boto3 refreshes a session that is over, and goes on with what it was given`() async throws {
        let outcome = try await Program.script(
            [],
            """
            printf '[profile mine]\\nregion = us-east-1\\nlogin_session = arn:aws:iam::111111111111:user/bob\\n' \\
              >> "$HOME/.aws/config"
            \(Self.python) - <<'PYTHON' || exit 1
            import json, os, urllib.request
            order = {"loginSession": "arn:aws:iam::111111111111:user/bob", "secondsLeft": 0}
            request = urllib.request.Request(os.environ["AWSX_SANDBOX_URL"] + "/_admin/login", json.dumps(order).encode())
            file = json.load(urllib.request.urlopen(request))
            folder = os.environ["HOME"] + "/.aws/login/cache/"
            os.makedirs(folder, exist_ok=True)
            open(folder + file["name"], "w").write(file["text"])
            PYTHON
            boto() {
              \(Self.python) -c "import awscrt, boto3
            print(boto3.Session(profile_name='mine').client('sts').get_caller_identity()['Arn'])"
            }
            boto && boto || exit 2
            curl -s $AWSX_SANDBOX_URL/_admin/counts
            """)
        #expect(outcome.status == 0, "boto3 and awscrt must be installed for \(Self.python): \(outcome)")
        let arn = "arn:aws:iam::111111111111:user/bob\n"
        #expect(outcome.output.hasPrefix(arn + arn))
        #expect(outcome.output.contains(#""CreateOAuth2Token":1,"CreateOAuth2Token.refresh_token":1"#))
    }
}
