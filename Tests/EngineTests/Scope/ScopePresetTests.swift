import Engine
import Testing

/// The policies are a promise: their lengths and digests are those of the page of facts.
struct ScopePresetTests {
    @Test(arguments: [
        ("read", 1811, "be98cee201aad663"), ("read-strict", 1779, "caec97e124782f5a"),
        ("guard", 760, "a8d219809e53190c"), ("view", 1625, "7f9d5d1ebbb0c759"),
    ])
    func `a preset for all services is the policy that was published`(name: String, length: Int, digest: String) throws
    {
        let policy = try #require(ScopePreset.named(name)).grant.policy
        #expect(policy.unicodeScalars.count == length)
        #expect(CacheKey.digest(policy).hasPrefix(digest))
    }

    @Test(arguments: [
        ("s3:read", 104), ("lambda:read", 112), ("dynamodb:read", 219), ("logs:read", 183),
        ("cloudformation:read", 214),
    ])
    func `a preset of a service has the length that was computed`(name: String, length: Int) throws {
        #expect(try #require(ScopePreset.named(name)).grant.policy.count == length)
    }

    @Test func `there are two presets for each of 32 services`() {
        #expect(ScopePreset.names.count == 4 + 64)
        #expect(Set(ScopePreset.names).count == ScopePreset.names.count)
    }

    @Test(arguments: ScopePreset.names)
    func `every preset is inside the limit, and well-formed`(name: String) throws {
        let preset = try #require(ScopePreset.named(name))
        #expect(preset.name == name)
        let policy = preset.grant.policy
        #expect(policy.unicodeScalars.count <= ScopePolicy.longest)
        let document = try PolicyDocument(parsing: Array(policy.utf8), at: .argument("test"))
        #expect(document.text == policy)
        #expect(!preset.summary.isEmpty)
        #expect(!preset.grant.lets("iam:CreateAccessKey"))
        #expect(!preset.grant.lets("secretsmanager:GetSecretValue"))
        #expect(!preset.grant.lets("sts:AssumeRole"))
        #expect(!preset.grant.lets("kms:Decrypt"))
        if name != "guard" {
            // The list of read-strict is that of read, without what read denies of it.
            for action in Self.writes where name != "read-strict" || action != "ec2:GetPasswordData" {
                #expect(!preset.grant.lets(action), "\(name) lets \(action) through")
            }
        }
    }

    private static let writes = [
        "s3:PutObject", "s3:DeleteObject", "ec2:RunInstances", "ec2:TerminateInstances", "lambda:UpdateFunctionCode",
        "dynamodb:PutItem", "dynamodb:DeleteTable", "rds:DeleteDBInstance", "iam:PassRole", "kms:CreateGrant",
        "ssm:SendCommand", "ssm:PutParameter", "sqs:ReceiveMessage", "sqs:SendMessage", "sns:Publish",
        "logs:DeleteLogGroup",
        "cloudformation:CreateStack", "ecs:UpdateService", "states:GetActivityTask", "states:StartExecution",
        "sts:GetSessionToken", "sts:GetFederationToken", "sts:GetScopedCredentials", "bedrock:InvokeModel",
        "cloudtrail:StopLogging", "ec2:GetPasswordData",
    ]

    /// The table of what passes (<doc:ScopedCredentials>, Presets).
    @Test(arguments: [
        ("s3:GetObject", "read read-strict guard"), ("dynamodb:Query", "read read-strict guard"),
        ("logs:GetLogEvents", "read read-strict guard"), ("athena:GetQueryResults", "read read-strict guard"),
        ("lambda:GetFunction", "read read-strict guard"), ("apigateway:GET", "read read-strict guard"),
        ("ec2:DescribeInstanceAttribute", "read read-strict view guard"),
        ("ecs:DescribeTaskDefinition", "read read-strict guard"), ("sqs:ReceiveMessage", "guard"),
        ("ssm:GetParameter", ""), ("sts:GetScopedCredentials", "guard"), ("iam:GetRole", "read read-strict view"),
        ("organizations:ListAccounts", "read read-strict view"), ("s3:PutObject", "guard"),
        ("cloudformation:CreateStack", "guard"), ("ce:GetCostAndUsage", "read read-strict view guard"),
        ("bedrock:InvokeModel", "guard"), ("ecr:GetAuthorizationToken", "read-strict guard"),
        ("s3:ListAllMyBuckets", "read read-strict view guard"),
    ])
    func `what passes and what does not is as the table has it`(action: String, passing: String) throws {
        for name in ["read", "read-strict", "view", "guard"]
        where !(name == "read-strict" && action == "ec2:GetPasswordData") {
            let isIn = passing.split(separator: " ").contains(Substring(name))
            #expect(try #require(ScopePreset.named(name)).grant.lets(action) == isIn, "\(name) and \(action)")
        }
    }

    @Test(arguments: ["", "Read", "read ", "s3", "s3:", ":read", "s3:write", "nope:read", "s3:read:view", "*:read"])
    func `what is no preset has none`(name: String) {
        #expect(ScopePreset.named(name) == nil)
    }
}
