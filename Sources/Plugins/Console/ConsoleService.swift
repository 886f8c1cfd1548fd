/// Short names for the console's pages.
enum ConsoleService {
    /// In the order of completion.
    static var names: [String] { paths.map(\.name) }

    /// The path of a short name; nil for a word that is none.
    static func path(of name: String) -> String? { paths.first { $0.name == name.lowercased() }?.path }

    private static let paths: [(name: String, path: String)] = [
        ("apigateway", "apigateway/main/apis"), ("athena", "athena/home"), ("billing", "billing/home"),
        ("cloudformation", "cloudformation/home"), ("cloudfront", "cloudfront/v4/home"),
        ("cloudtrail", "cloudtrailv2/home"), ("cloudwatch", "cloudwatch/home"), ("dynamodb", "dynamodbv2/home"),
        ("ec2", "ec2/home"), ("ecr", "ecr/home"), ("ecs", "ecs/v2/home"), ("eks", "eks/home"),
        ("iam", "iam/home"), ("kms", "kms/home"), ("lambda", "lambda/home"),
        ("logs", "cloudwatch/home#logsV2:log-groups"), ("organizations", "organizations/v2/home"),
        ("rds", "rds/home"), ("route53", "route53/v2/home"), ("s3", "s3/home"),
        ("secretsmanager", "secretsmanager/home"), ("sns", "sns/v3/home"), ("sqs", "sqs/v3/home"),
        ("ssm", "systems-manager/home"), ("stepfunctions", "states/home"), ("vpc", "vpcconsole/home"),
    ]
}
