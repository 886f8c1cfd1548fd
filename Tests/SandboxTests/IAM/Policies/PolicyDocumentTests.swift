import Testing

@testable import Sandbox

/// How IAM decides, by the examples of its user guide in other words: each policy with what it lets through and what not.
struct PolicyDocumentTests {
    private static func policy(_ statements: String...) -> String {
        #"{"Version":"2012-10-17","Statement":[\#(statements.joined(separator: ","))]}"#
    }

    private static let allowAll = #"{"Effect":"Allow","Action":"*","Resource":"*"}"#

    private func verdict(
        _ policies: [String], _ action: String, on resource: String, _ context: [String: String] = [:]
    ) throws -> PolicyDocument.Verdict {
        let documents = try policies.map { try PolicyDocument(sessionPolicy: $0) }
        return PolicyDocument.verdict(
            of: documents, on: AccessRequest(action: action, resource: resource, context: context))
    }

    @Test(arguments: [
        ("s3:GetObject", "arn:aws:s3:::reports/a", PolicyDocument.Verdict.allowed),
        ("s3:getobject", "arn:aws:s3:::reports/a", .allowed), ("s3:GetObject", "arn:aws:s3:::other/a", .notAllowed),
        ("s3:GetObject", "arn:aws:s3:::Reports/a", .notAllowed), ("s3:GetObject", "arn:aws:s3:::reports", .notAllowed),
        ("s3:PutObject", "arn:aws:s3:::reports/a", .notAllowed), ("s3:ListBucket", "arn:aws:s3:::reports", .allowed),
        ("s3:GetObjectAcl", "arn:aws:s3:::reports/a", .notAllowed),
    ])
    func `one bucket may be read`(action: String, resource: String, verdict: PolicyDocument.Verdict) throws {
        let policy = Self.policy(
            #"{"Effect":"Allow","Action":["S3:GetObject"],"Resource":"arn:aws:s3:::reports/*"}"#,
            #"{"Effect":"Allow","Action":"s3:List*","Resource":["arn:aws:s3:::reports"]}"#)
        #expect(try self.verdict([policy], action, on: resource) == verdict)
    }

    @Test(arguments: [
        ("iam:CreateAccessKey", PolicyDocument.Verdict.denied), ("iam:DeleteAccessKeys", .denied),
        ("iam:ListUsers", .allowed), ("ec2:RunInstances", .allowed),
    ])
    func `a deny beats an allow wherever they stand`(action: String, verdict: PolicyDocument.Verdict) throws {
        let deny = #"{"Effect":"Deny","Action":"iam:*AccessKey*","Resource":"*"}"#
        #expect(try self.verdict([Self.policy(Self.allowAll, deny)], action, on: "*") == verdict)
        #expect(try self.verdict([Self.policy(deny, Self.allowAll)], action, on: "*") == verdict)
        #expect(try self.verdict([Self.policy(deny), Self.policy(Self.allowAll)], action, on: "*") == verdict)
    }

    @Test func `NotAction allows, or denies, all the rest`() throws {
        let allow = Self.policy(#"{"Effect":"Allow","NotAction":["iam:*","sts:*"],"Resource":"*"}"#)
        #expect(try verdict([allow], "s3:PutObject", on: "*") == .allowed)
        #expect(try verdict([allow], "iam:GetUser", on: "*") == .notAllowed)
        let deny = Self.policy(Self.allowAll, #"{"Effect":"Deny","NotAction":"s3:Get*","Resource":"*"}"#)
        #expect(try verdict([deny], "s3:GetObject", on: "*") == .allowed)
        #expect(try verdict([deny], "ec2:RunInstances", on: "*") == .denied)
    }

    @Test func `NotResource is all the rest, too`() throws {
        let policy = Self.policy(
            Self.allowAll, #"{"Effect":"Deny","Action":"s3:*","NotResource":"arn:aws:s3:::payroll/*"}"#)
        #expect(try verdict([policy], "s3:GetObject", on: "arn:aws:s3:::payroll/x") == .allowed)
        #expect(try verdict([policy], "s3:GetObject", on: "arn:aws:s3:::other/x") == .denied)
    }

    @Test func `two regions are allowed and no third`() throws {
        let policy = Self.policy(
            #"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":["eu-west-1","eu-central-1"]}}}"#
        )
        for (region, verdict) in [
            ("eu-west-1", PolicyDocument.Verdict.allowed), ("eu-central-1", .allowed), ("us-east-1", .notAllowed),
        ] {
            #expect(
                try self.verdict([policy], "ec2:RunInstances", on: "*", ["aws:requestedregion": region]) == verdict)
        }
        #expect(try verdict([policy], "ec2:RunInstances", on: "*") == .notAllowed)
    }

    @Test func `a key of KMS is for one service only`() throws {
        let policy = Self.policy(
            #"{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*","Condition":{"StringLike":{"kms:ViaService":"s3.*"}}}"#
        )
        #expect(
            try verdict([policy], "kms:Decrypt", on: "*", ["kms:viaservice": "s3.eu-west-1.amazonaws.com"]) == .allowed)
        #expect(
            try verdict([policy], "kms:Decrypt", on: "*", ["kms:viaservice": "ssm.eu-west-1.amazonaws.com"])
                == .notAllowed)
        #expect(try verdict([policy], "kms:Decrypt", on: "*") == .notAllowed)
    }

    @Test func `a policy without a statement allows nothing`() throws {
        #expect(try verdict([Self.policy()], "s3:GetObject", on: "*") == .notAllowed)
    }

    @Test(arguments: [
        (#"{"#, "This policy contains invalid Json"), ("", "This policy contains invalid Json"),
        ("[]", "Syntax errors in policy."), (#"{"Statement":[{}]}"#, "Syntax errors in policy."),
        (#"{"Version":"2012-10-17"}"#, "Syntax errors in policy."),
        (#"{"Version":"2026-01-01","Statement":[]}"#, "Syntax errors in policy."),
        (#"{"Version":"2012-10-17","Statement":[],"More":1}"#, "Syntax errors in policy."),
        (#"{"Statement":{"Effect":"Maybe","Action":"*","Resource":"*"}}"#, "Syntax errors in policy."),
        (#"{"Statement":{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}}"#, "Syntax errors in policy."),
        (#"{"Statement":{"Effect":"Allow","Action":7,"Resource":"*"}}"#, "Syntax errors in policy."),
        (#"{"Statement":{"Effect":"Allow","Resource":"*"}}"#, "Policy statement must contain actions."),
        (#"{"Statement":{"Effect":"Allow","Action":[],"Resource":"*"}}"#, "Policy statement must contain actions."),
        (#"{"Statement":{"Effect":"Allow","Action":"*"}}"#, "Policy statement must contain resources."),
        (
            #"{"Statement":{"Effect":"Allow","Action":"Get*","Resource":"*"}}"#,
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
        ),
        (
            #"{"Statement":{"Effect":"Allow","Action":"*:Get*","Resource":"*"}}"#,
            "Action vendors * must not contain wildcards."
        ),
        (
            #"{"Statement":{"Effect":"Deny","NotAction":"dynamodb*:Tag","Resource":"*"}}"#,
            "Action vendors dynamodb* must not contain wildcards."
        ),
        (#"{"Statement":{"Effect":"Allow","Action":"s3!:Get","Resource":"*"}}"#, "Vendor s3! is not valid"),
        (#"{"Statement":{"Effect":"Allow","Action":":Get","Resource":"*"}}"#, "Vendor  is not valid"),
        (
            #"{"Statement":{"Effect":"Allow","Action":"s3:a:b","Resource":"*"}}"#,
            "Actions/Condition can contain only one colon."
        ),
        (#"{"Statement":{"Effect":"Allow","Action":"s3:","Resource":"*"}}"#, "Syntax errors in policy."),
        (
            #"{"Statement":{"Effect":"Allow","Action":"*","Resource":"bucket"}}"#,
            #"Resource bucket must be in ARN format or "*"."#
        ),
        (
            #"{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}"#,
            "Policy document should not specify a principal."
        ),
        (
            #"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringIs":{"a":"b"}}}}"#,
            "Invalid Condition type : StringIs."
        ),
        (
            #"{"Statement":[{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"}]}"#,
            "Statement IDs (SID) in a single policy must be unique."
        ),
    ])
    func `what AWS refuses is refused`(text: String, message: String) {
        let failure = #expect(throws: ServiceError.self) { try PolicyDocument(sessionPolicy: text) }
        #expect(failure?.type == "MalformedPolicyDocument")
        #expect(failure?.message == message)
    }
}
