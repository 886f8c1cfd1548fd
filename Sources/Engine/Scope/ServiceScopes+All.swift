extension ServiceScopes {
    /// Every service that has scopes of its own.
    static let all: [ServiceScopes] = [
        ServiceScopes(
            service: "s3", read: "Get* List*",
            view: "GetBucket* GetEnc* GetLife* GetReplication* List*",
            withheld: (["DescribeJob"], ["objects and their tags"])),
        ServiceScopes(
            service: "ec2", read: "Describe* Get* Search*",
            view: "Describe*", denied: "GetPasswordData",
            withheld: (["GetPasswordData", "Export*, of which some change something"], ["Get* and Search*"]),
            traps: (
                ["Describe* shows user data and launch templates"], ["Describe* shows user data and launch templates"]
            )),
        ServiceScopes(
            service: "lambda", read: "Get* List*",
            view: "List* GetPolicy GetFunctionConcurrency",
            withheld: ([], ["GetFunction, which shows variables and code"]),
            traps: (["GetFunction and List* show variables of functions"], ["List* shows variables of functions"])),
        ServiceScopes(
            service: "dynamodb", read: "BatchGetItem Describe* Get* List* PartiQLSelect Query Scan",
            view: "Describe* List*",
            withheld: (["ConditionCheckItem"], ["items"])),
        ServiceScopes(
            service: "rds", read: "Describe* List* Download*",
            view: "Describe* List*",
            withheld: ([], ["log files"]),
            traps: (["Download* gives log files"], [])),
        ServiceScopes(
            service: "iam", read: "Get* List* Simulate*",
            view: "Get* List*",
            withheld: (["Generate*, which starts jobs"], ["Simulate*"])),
        ServiceScopes(
            service: "sts", read: "GetCallerIdentity GetAccessKeyInfo",
            view: "GetCallerIdentity",
            withheld: (["GetSessionToken and GetServiceBearerToken, which give other keys"], ["GetAccessKeyInfo"])),
        ServiceScopes(
            service: "kms", read: "Describe* Get* List*",
            view: "Describe* Get* List*",
            withheld: (["Decrypt"], [])),
        ServiceScopes(
            service: "secretsmanager", read: "Describe* GetResourcePolicy List*",
            view: "Describe* GetResourcePolicy List*",
            withheld: (["GetSecretValue and BatchGetSecretValue"], [])),
        ServiceScopes(
            service: "ssm", read: "Describe* Get* List*",
            view: "Describe* List*",
            withheld: (["ExecuteAPI and sessions"], ["parameter values"]),
            traps: (["Get* gives parameter values, encrypted ones only with kms:Decrypt"], [])),
        ServiceScopes(
            service: "sqs", read: "Get* List*",
            view: "GetQueueAttributes GetQueueUrl List*",
            withheld: (["ReceiveMessage, which hides messages"], [])),
        ServiceScopes(
            service: "sns", read: "Get* List*",
            view: "GetTopicAttributes List*",
            withheld: ([], ["subscriptions' attributes"])),
        ServiceScopes(
            service: "cloudwatch", read: "Describe* Get* List*",
            view: "Describe* List*",
            withheld: (["Generate*"], ["metric data"])),
        ServiceScopes(
            service: "logs", read: "Describe* FilterLogEvents Get* List* StartQuery StopQuery",
            view: "Describe* List*",
            withheld: (["Unmask and StartLiveTail"], ["log lines and queries"])),
        ServiceScopes(
            service: "cloudformation", read: "Describe* Detect* Get* List* ValidateTemplate",
            view: "Describe* List*",
            withheld: ([], ["templates"]),
            traps: (["Describe* shows outputs and parameters"], ["Describe* shows outputs and parameters"])),
        ServiceScopes(
            service: "ecs", read: "Describe* List*",
            view: "List* DescribeClusters DescribeServices DescribeTasks",
            withheld: ([], ["task definitions, which hold variables"]),
            traps: (["task definitions show variables"], [])),
        ServiceScopes(
            service: "eks", read: "Describe* List*",
            view: "Describe* List*",
            withheld: (["AccessKubernetesApi"], [])),
        ServiceScopes(
            service: "ecr", read: "BatchCheck* BatchGet* Describe* Get* List*",
            view: "Describe* List*",
            withheld: ([], ["images and the registry's password"]),
            traps: (["GetAuthorizationToken gives a registry password that outlives the run; it is needed to pull"], [])
        ),
        ServiceScopes(
            service: "elasticloadbalancing", read: "Describe* Get*",
            view: "Describe*"),
        ServiceScopes(
            service: "autoscaling", read: "Describe* Get*",
            view: "Describe*",
            traps: (["launch configurations show user data"], ["launch configurations show user data"])),
        ServiceScopes(
            service: "route53", read: "Get* List* TestDNSAnswer",
            view: "Get* List*",
            withheld: ([], ["TestDNSAnswer"])),
        ServiceScopes(
            service: "cloudfront", read: "Describe* Get* List*",
            view: "List*",
            withheld: ([], ["configurations"])),
        ServiceScopes(
            service: "apigateway", read: "GET Get* List*",
            view: "List*",
            withheld: ([], ["GET, which covers API keys"]),
            traps: (["GET covers API keys"], [])),
        ServiceScopes(
            service: "events", read: "Describe* List* TestEventPattern",
            view: "Describe* List*",
            withheld: ([], ["TestEventPattern"])),
        ServiceScopes(
            service: "states", read: "Describe* GetExecutionHistory List*",
            view: "List* DescribeStateMachine",
            withheld: (["GetActivityTask, which takes a task, and RevealSecrets"], ["execution histories"])),
        ServiceScopes(
            service: "kinesis", read: "Describe* Get* List*",
            view: "Describe* List*",
            withheld: ([], ["records"])),
        ServiceScopes(
            service: "athena", read: "BatchGet* GetQuery* GetWorkGroup GetNamed* List*",
            view: "List* GetWorkGroup",
            withheld: (["starting queries, and their results in S3"], ["queries and their results"])),
        ServiceScopes(
            service: "glue", read: "BatchGet* GetTable* GetDatabase* GetPartition* GetJob* GetCrawler* List*",
            view: "List* GetTable* GetDatabase*",
            withheld: (["most of Get*, of which 17 actions change something"], ["partitions, jobs and crawlers"]),
            traps: (
                ["BatchGet* and List* match three actions that change something"],
                ["List* matches two actions that change something"]
            )),
        ServiceScopes(
            service: "cloudtrail", read: "Describe* Get* List* LookupEvents",
            view: "Describe* List* LookupEvents"),
        ServiceScopes(
            service: "config", read: "BatchGet* Describe* Get* List* Select*",
            view: "Describe* List*",
            withheld: (["DeliverConfigSnapshot"], ["resources' configurations"])),
        ServiceScopes(
            service: "ce", read: "Describe* Get* List*",
            view: "Get*",
            traps: (["each call costs money"], ["each call costs money"])),
        ServiceScopes(
            service: "bedrock", read: "Get* List*",
            view: "List*",
            withheld: (["Invoke* and Retrieve*, which cost money"], ["Get*"])),
    ]
}
