import Testing

@testable import Sandbox

/// botocore's and the old AWS CLI's providers for containers and instances. The latter joins the
/// endpoint and a path without a slash, so that the endpoint has one.
@Suite(.serialized) struct RealMachineClientTests {
    private static let prepare = """
        printf '[profile bare]\\nregion = us-east-1\\n' >> "$HOME/.aws/config"
        export AWS_PROFILE=bare
        boto() { python3 -c "import boto3; print(boto3.client('sts').get_caller_identity()['Arn'])"; }
        cli() { /usr/bin/aws sts get-caller-identity --query Arn --output text; }
        """

    private static let container = """
        export AWS_CONTAINER_CREDENTIALS_FULL_URI=$AWSX_SANDBOX_URL/v1/credentials
        """

    private static let instance = """
        export AWS_EC2_METADATA_SERVICE_ENDPOINT=$AWSX_SANDBOX_URL/ AWS_METADATA_SERVICE_TIMEOUT=20
        unset AWS_EC2_METADATA_DISABLED
        admin() { curl -sf -o /dev/null -X PUT "$AWSX_SANDBOX_URL/_admin/state" -d "$1"; }
        """

    private static let task = "arn:aws:sts::111111111111:assumed-role/Task/task\n"
    private static let role = "arn:aws:sts::111111111111:assumed-role/Instance/i-0123456789abcdef0\n"

    @Test func `the container's token comes from a variable, and from a file for who reads it`() async throws {
        let outcome = try await Program.script(
            [],
            """
            \(Self.prepare)
            \(Self.container)
            AWS_CONTAINER_AUTHORIZATION_TOKEN=\(SecretGenerator.marker)ContainerToken boto || exit 1
            AWS_CONTAINER_AUTHORIZATION_TOKEN=\(SecretGenerator.marker)ContainerToken cli || exit 2
            printf %s \(SecretGenerator.marker)ContainerToken > "$HOME/token"
            AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=$HOME/token boto || exit 3
            AWS_CONTAINER_AUTHORIZATION_TOKEN=wrong boto 2>/dev/null && exit 4
            AWS_CONTAINER_CREDENTIALS_FULL_URI=$AWSX_SANDBOX_URL/v2/credentials/sandbox boto || exit 5
            """)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output == String(repeating: Self.task, count: 4))
    }

    @Test func `the instance's keys come by both versions, unless the first is refused`() async throws {
        let outcome = try await Program.script(
            [],
            """
            \(Self.prepare)
            \(Self.instance)
            boto || exit 1
            cli || exit 2
            admin '{"faults": [{"operation": "GetMetadataToken", "kind": "status", "status": 403}]}'
            boto || exit 3
            admin '{"instance": {"allowsV1": false}}'
            boto 2>/dev/null && exit 4
            admin '{"faults": []}'
            boto || exit 5
            AWS_EC2_METADATA_DISABLED=true boto 2>/dev/null && exit 6
            curl -s $AWSX_SANDBOX_URL/_admin/keys
            """)
        #expect(outcome.output.hasPrefix(String(repeating: Self.role, count: 4)), "\(outcome)")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains(#""operation":"GetMetadata""#))
    }

    @Test func `the AWS CLI is in the instance's region`() async throws {
        let outcome = try await Program.script(
            [],
            """
            \(Self.prepare)
            \(Self.instance)
            printf '[profile bare]\\n' > "$HOME/.aws/config"
            admin '{"instance": {"region": "eu-west-3"}}'
            /usr/bin/aws configure list | grep region
            """)
        #expect(outcome.output.contains("eu-west-3"), "\(outcome)")
    }
}
