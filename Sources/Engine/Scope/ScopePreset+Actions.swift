// The lists are part of what is promised: a policy's digest follows from every word and their order.

extension ScopePreset {
    /// What reads, of 42 services.
    static var readActions: [String] {
        words(
            """
            acm:Describe* acm:List* apigateway:GET athena:GetQuery* athena:GetWorkGroup athena:List* \
            autoscaling:Describe* batch:Describe* batch:List* ce:Get* cloudformation:Describe* cloudformation:Get* \
            cloudformation:List* cloudfront:Describe* cloudfront:Get* cloudfront:List* cloudtrail:Describe* \
            cloudtrail:Get* cloudtrail:List* cloudtrail:LookupEvents cloudwatch:Describe* cloudwatch:Get* \
            cloudwatch:List* codebuild:BatchGet* codebuild:List* codepipeline:Get* codepipeline:List* \
            config:Describe* config:Get* config:List* dynamodb:BatchGetItem dynamodb:Describe* dynamodb:Get* \
            dynamodb:List* dynamodb:Query dynamodb:Scan ec2:Describe* ec2:Get* ecr:Describe* ecr:Get* ecr:List* \
            ecs:Describe* ecs:List* eks:Describe* eks:List* elasticache:Describe* elasticache:List* \
            elasticloadbalancing:Describe* es:Describe* es:Get* es:List* events:Describe* events:List* \
            firehose:Describe* firehose:List* glue:GetDatabase* glue:GetTable* iam:Get* iam:List* kinesis:Describe* \
            kinesis:Get* kinesis:List* kms:Describe* kms:List* lambda:Get* lambda:List* logs:Describe* \
            logs:FilterLogEvents logs:Get* logs:List* logs:StartQuery organizations:Describe* organizations:List* \
            rds:Describe* rds:List* redshift:Describe* redshift:List* route53:Get* route53:List* s3:Get* s3:List* \
            secretsmanager:Describe* secretsmanager:List* sns:Get* sns:List* sqs:Get* sqs:List* ssm:Describe* \
            ssm:List* states:Describe* states:List* sts:GetCallerIdentity tag:Get* wafv2:Describe* wafv2:Get* \
            wafv2:List*
            """)
    }

    /// What tells how something is set up, and not what it holds.
    static var viewActions: [String] {
        words(
            """
            acm:Describe* acm:List* athena:GetWorkGroup athena:List* autoscaling:Describe* batch:Describe* \
            batch:List* ce:Get* cloudformation:Describe* cloudformation:List* cloudfront:Describe* cloudfront:Get* \
            cloudfront:List* cloudtrail:Describe* cloudtrail:Get* cloudtrail:List* cloudtrail:LookupEvents \
            cloudwatch:Describe* cloudwatch:Get* cloudwatch:List* codebuild:BatchGet* codebuild:List* \
            codepipeline:Get* codepipeline:List* config:Describe* config:Get* config:List* dynamodb:Describe* \
            dynamodb:List* ec2:Describe* ecr:Describe* ecr:List* ecs:DescribeClusters ecs:DescribeServices \
            ecs:DescribeTasks ecs:List* eks:Describe* eks:List* elasticache:Describe* elasticache:List* \
            elasticloadbalancing:Describe* es:Describe* es:Get* es:List* events:Describe* events:List* \
            firehose:Describe* firehose:List* glue:GetDatabase* glue:GetTable* iam:Get* iam:List* kinesis:Describe* \
            kinesis:List* kms:Describe* kms:List* lambda:GetPolicy lambda:List* logs:Describe* logs:List* \
            organizations:Describe* organizations:List* rds:Describe* rds:List* redshift:Describe* redshift:List* \
            route53:Get* route53:List* s3:GetBucket* s3:GetEnc* s3:GetLife* s3:List* secretsmanager:Describe* \
            secretsmanager:List* sns:GetTopicAttributes sns:List* sqs:GetQueueAttributes sqs:List* ssm:Describe* \
            ssm:List* states:Describe* states:List* sts:GetCallerIdentity tag:Get* wafv2:Describe* wafv2:Get* \
            wafv2:List*
            """)
    }

    /// What gives other rights, secrets, or a way around the audit.
    static var guardedActions: [String] {
        words(
            """
            iam:* sts:Assume* sts:GetFed* sts:GetSession* sts:GetDelegated* sts:GetWeb* organizations:* account:* \
            sso:* sso-directory:* identitystore:* signin:* kms:Decrypt kms:*Grant* kms:*KeyPolicy \
            kms:ScheduleKeyDeletion secretsmanager:GetSecretValue secretsmanager:BatchGet* ssm:GetParameter* \
            ssm:StartSession ssm:SendCommand ec2:GetPasswordData ec2-instance-connect:Send* lambda:AddPermission \
            codeartifact:GetAuth* cognito-identity:Get* redshift:GetClusterCredentials* rds-db:connect \
            cloudtrail:StopLogging cloudtrail:Delete* guardduty:Delete* config:Delete* config:Stop*
            """)
    }

    private static func words(_ text: StaticString) -> [String] {
        "\(text)".split(separator: " ").map(String.init)
    }
}
