import Testing

@testable import Sandbox

/// Clients that nobody here wrote. Their not being installed fails the tests.
@Suite(.serialized) struct RealClientTests {
    private static let boto = """
        python3 -c "import boto3; print(boto3.Session(profile_name='prod-ReadOnlyAccess')\
        .client('sts').get_caller_identity()['Arn'])"
        """

    @Test func `the AWS CLI signs in, is somebody, and signs out`() async throws {
        let outcome = try await Program.script(
            ["--auto-approve", "visit"],
            """
            /usr/bin/aws sso login || exit 1
            /usr/bin/aws sts get-caller-identity --profile prod-ReadOnlyAccess --query Arn || exit 2
            /usr/bin/aws sts get-caller-identity --profile 000000000333-Auditor --query Account || exit 3
            /usr/bin/aws sso logout || exit 4
            /usr/bin/aws sts get-caller-identity && exit 5
            curl -s $AWSX_SANDBOX_URL/_admin/counts
            """
        )
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains("Successfully logged into Start URL: https://sandbox.awsapps.com/start"))
        #expect(outcome.output.contains("arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_ReadOnlyAccess_"))
        #expect(outcome.output.contains(#""000000000333""#))
        let counts = try #require(outcome.output.split(separator: "\n").last)
        let expected = [
            "CreateToken": 2, "CreateToken.device_code": 2, "Device": 1, "GetCallerIdentity": 2,
            "GetRoleCredentials": 2,
            "Logout": 1, "RegisterClient": 1, "StartDeviceAuthorization": 1,
        ]
        #expect(JSONText.decode([String: Int].self, from: Array(counts.utf8)) == expected)
    }

    @Test func `boto3 uses the token of the AWS CLI, over TLS too`() async throws {
        for options in [["--auto-approve", "visit"], ["--auto-approve", "visit", "--tls"]] {
            let outcome = try await Program.script(
                options,
                """
                /usr/bin/aws sso login >/dev/null || exit 1
                \(Self.boto) || exit 2
                """
            )
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.output.contains("arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_ReadOnlyAccess_"))
        }
    }

    @Test func `boto3 refreshes a token that is about to expire, once`() async throws {
        let outcome = try await Program.script(
            ["--auto-approve", "visit"],
            """
            admin() { curl -sf -o /dev/null -X PUT "$AWSX_SANDBOX_URL/_admin/state" -d "$1"; }
            admin '{"lifetimes": {"accessToken": 60}}' || exit 1
            /usr/bin/aws sso login >/dev/null || exit 2
            admin '{"lifetimes": {"accessToken": 3600}}'
            \(Self.boto) && \(Self.boto) || exit 3
            curl -s $AWSX_SANDBOX_URL/_admin/counts
            """
        )
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains(#""CreateToken.refresh_token":1"#))
    }

    @Test func `the AWS CLI hears that access was denied`() async throws {
        let outcome = try await Program.script(["--auto-approve", "deny"], "/usr/bin/aws sso login")
        #expect(outcome.status == 254, "\(outcome)")
        #expect(outcome.error.contains("AccessDenied"))
    }

    @Test func `a legacy profile signs in, and Allow is pressed by the browser`() async throws {
        let outcome = try await Program.script(
            [],
            """
            export BROWSER="\(Program.path) browser %s"
            /usr/bin/aws sso login --profile legacy || exit 1
            /usr/bin/aws sts get-caller-identity --profile legacy --query Account
            """
        )
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.hasSuffix("\"111111111111\"\n"))
    }
}
