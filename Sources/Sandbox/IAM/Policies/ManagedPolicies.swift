extension PolicyDocument {
    /// A policy that AWS manages, told by its name; one that is not known here allows nothing.
    static func managed(_ arn: IAMResourceARN) -> PolicyDocument {
        guard arn.account == "aws" else { return PolicyDocument(statements: []) }
        return switch arn.name {
        case "AdministratorAccess": .allowing(["*"])
        case "ReadOnlyAccess": .allowing(readPatterns)
        default: PolicyDocument(statements: [])
        }
    }

    private static func allowing(_ actions: [String]) -> PolicyDocument {
        PolicyDocument(statements: [
            PolicyStatement(
                effect: .allow, actions: .anyOf(actions.map { Glob($0, ignoresCase: true) }),
                resources: .anyOf([Glob("*")]))
        ])
    }

    /// The verbs by which services name what only reads, where AWS's own list names each action.
    private static let readPatterns: [String] = {
        let verbs = ["BatchGet*", "Describe*", "Get*", "List*", "Search*"]
        let services = [
            "acm", "athena", "autoscaling", "bedrock", "ce", "cloudformation", "cloudfront", "cloudtrail", "cloudwatch",
            "config", "dynamodb", "ec2", "ecr", "ecs", "eks", "elasticloadbalancing", "events", "glue", "iam",
            "kinesis", "lambda", "logs", "organizations", "rds", "route53", "s3", "sns", "sqs", "ssm", "states",
        ]
        return services.flatMap { service in verbs.map { "\(service):\($0)" } } + [
            "apigateway:GET", "cloudtrail:LookupEvents", "dynamodb:Query", "dynamodb:Scan", "kms:Describe*",
            "kms:List*",
            "logs:FilterLogEvents", "logs:StartQuery", "s3:ListAllMyBuckets", "secretsmanager:Describe*",
            "secretsmanager:List*", "sqs:ReceiveMessage", "sts:GetAccessKeyInfo", "sts:GetCallerIdentity",
            "sts:GetSessionToken",
        ]
    }()
}
