import Testing

@testable import Sandbox

/// botocore's and the old AWS CLI's own providers against STS. The latter can't assume a role from a profile with an
/// `sso_session`.
@Suite(.serialized) struct RealSTSClientTests {
    private static let config = """
        cat > "$HOME/.aws/config" <<'CONFIG'
        [profile keys]
        region = us-east-1
        aws_access_key_id = AKIASANDBOXUSER23456
        aws_secret_access_key = \(IAMUser.standard[0].accessKeys[0].secretAccessKey)
        [profile deploy]
        region = eu-central-1
        source_profile = keys
        role_arn = arn:aws:iam::222222222222:role/Deploy
        role_session_name = me
        duration_seconds = 7200
        [profile audit]
        region = us-east-1
        source_profile = deploy
        role_arn = arn:aws:iam::222222222222:role/Audit
        role_session_name = auditor
        external_id = sandbox
        [profile wrong]
        region = us-east-1
        source_profile = deploy
        role_arn = arn:aws:iam::222222222222:role/Audit
        external_id = else
        [profile web]
        region = us-east-1
        role_arn = arn:aws:iam::222222222222:role/Web
        role_session_name = pod
        web_identity_token_file = TOKENFILE
        CONFIG
        printf %s '\(WebIdentity.standard[0].token)' > "$HOME/token"
        sed -i "s|TOKENFILE|$HOME/token|" "$HOME/.aws/config"
        """

    private static func boto(_ profile: String) -> String {
        """
        python3 -c "import boto3; print(boto3.Session(profile_name='\(profile)').client('sts').get_caller_identity()['Arn'])"
        """
    }

    private static func cli(_ profile: String) -> String {
        "/usr/bin/aws sts get-caller-identity --profile \(profile) --query Arn --output text"
    }

    @Test(
        arguments: [
            ("keys", "arn:aws:iam::111111111111:user/ci"),
            ("deploy", "arn:aws:sts::222222222222:assumed-role/Deploy/me"),
            ("audit", "arn:aws:sts::222222222222:assumed-role/Audit/auditor"),
            ("web", "arn:aws:sts::222222222222:assumed-role/Web/pod"),
        ])
    func `boto3 and the AWS CLI are who the profile says`(profile: String, arn: String) async throws {
        let outcome = try await Program.script(
            [], "\(Self.config)\n\(Self.boto(profile)) || exit 1\n\(Self.cli(profile)) || exit 2")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output == "\(arn)\n\(arn)\n")
    }

    @Test func `what a chain asked for can be read afterwards`() async throws {
        let outcome = try await Program.script(
            [], "\(Self.config)\n\(Self.cli("audit")) >/dev/null || exit 1\ncurl -s $AWSX_SANDBOX_URL/_admin/keys")
        let all = try #require(JSONText.decode([[String: JSONValue]].self, from: Array(outcome.output.utf8)))
        // The first are those of the HOME's session of `aws login`.
        let lines = Array(all.dropFirst())
        try #require(lines.count == 2, "\(outcome)")
        guard case .object(let first)? = lines[0]["grant"], case .object(let second)? = lines[1]["grant"] else {
            Issue.record("no grants: \(outcome)")
            return
        }
        #expect(first["durationSeconds"] == .integer(7200))
        #expect(first["callerArn"] == .string("arn:aws:iam::111111111111:user/ci"))
        #expect(second["externalId"] == .string("sandbox"))
        #expect(second["callerAccessKeyId"] == lines[0]["accessKeyId"])
        #expect(second["callerArn"] == .string("arn:aws:sts::222222222222:assumed-role/Deploy/me"))
    }

    @Test func `a wrong external id is refused as AWS does`() async throws {
        let outcome = try await Program.script([], "\(Self.config)\n\(Self.cli("wrong"))")
        #expect(outcome.status == 254 || outcome.status == 255, "\(outcome)")
        #expect(
            outcome.error.contains(
                "An error occurred (AccessDenied) when calling the AssumeRole operation: User: "
                    + "arn:aws:sts::222222222222:assumed-role/Deploy/me is not authorized to perform: sts:AssumeRole on "
                    + "resource: arn:aws:iam::222222222222:role/Audit"))
    }

    @Test func `boto3 sends policies, tags and MFA codes, and a code is good once`() async throws {
        let outcome = try await Program.script(
            [],
            """
            \(Self.config)
            python3 - <<'PYTHON'
            import boto3, botocore
            sts = boto3.Session(profile_name="keys").client("sts")
            ask = dict(RoleArn="arn:aws:iam::222222222222:role/Guarded", RoleSessionName="me",
                SerialNumber="arn:aws:iam::111111111111:mfa/ci", TokenCode="111111",
                PolicyArns=[{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}], Policy='{"Statement": []}',
                Tags=[{"Key": "team", "Value": "a"}], TransitiveTagKeys=["team"], SourceIdentity="bob")
            reply = sts.assume_role(**ask)
            print(reply["AssumedRoleUser"]["Arn"], reply["SourceIdentity"], reply["PackedPolicySize"] > 0)
            try: sts.assume_role(**ask)
            except botocore.exceptions.ClientError as error: print(error)
            PYTHON
            """)
        #expect(
            outcome.output == """
                arn:aws:sts::222222222222:assumed-role/Guarded/me bob True
                An error occurred (AccessDenied) when calling the AssumeRole operation: \
                MultiFactorAuthentication failed with invalid MFA one time pass code.

                """, "\(outcome)")
    }

    @Test func `a role is assumed from Identity Center, and a fault is retried`() async throws {
        let outcome = try await Program.script(
            ["--auto-approve", "visit"],
            """
            cat >> "$HOME/.aws/config" <<'CONFIG'
            [profile deploy]
            region = us-east-1
            source_profile = dev-AdministratorAccess
            role_arn = arn:aws:iam::222222222222:role/Deploy
            CONFIG
            /usr/bin/aws sso login >/dev/null || exit 1
            curl -sf -o /dev/null -X PUT "$AWSX_SANDBOX_URL/_admin/state" \\
              -d '{"faults": [{"operation": "AssumeRole", "kind": "status", "status": 500, "count": 1}]}' || exit 2
            \(Self.boto("deploy")) || exit 3
            curl -s $AWSX_SANDBOX_URL/_admin/counts
            """)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.hasPrefix("arn:aws:sts::222222222222:assumed-role/Deploy/botocore-session-"))
        #expect(outcome.output.contains(#""AssumeRole":2"#))
    }
}
