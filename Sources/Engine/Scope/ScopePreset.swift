/// A scope of awsx's own (<doc:ScopedCredentials>, Presets).
package struct ScopePreset: Sendable {
    package let name: String
    package let summary: String
    package let grant: ScopeGrant
    /// What it leaves out that its name may promise.
    package let withheld: [String]
    /// What it lets through that its name may not promise.
    package let traps: [String]

    init(_ name: String, _ summary: String, _ grant: ScopeGrant, withheld: [String] = [], traps: [String] = []) {
        self.name = name
        self.summary = summary
        self.grant = grant
        self.withheld = withheld
        self.traps = traps
    }

    /// The preset of a name; nil for none.
    package static func named(_ name: String) -> ScopePreset? {
        switch name {
        case "read": .read
        case "read-strict": .readStrict
        case "view": .view
        case "guard": .guarding
        default: ServiceScopes.named(name)?.preset(name)
        }
    }

    /// In the order of lists: those for all services first.
    package static var names: [String] {
        ["read", "read-strict", "view", "guard"]
            + ServiceScopes.all.flatMap { ["\($0.service):read", "\($0.service):view"] }
    }
}

extension ScopePreset {
    static var read: ScopePreset {
        ScopePreset(
            "read", "read the data and settings of 42 services",
            ScopeGrant(allow: readActions, deny: ["ec2:GetPasswordData", "ecr:GetAuth*"]),
            withheld: secretsWithheld + [
                "Windows passwords and registry passwords (ec2:GetPasswordData, ecr:GetAuthorizationToken)",
                "services that are not listed: join their scopes, such as read,bedrock:read",
            ],
            traps: contentTraps + ["a resource-based policy that names the role itself still applies"])
    }

    static var readStrict: ScopePreset {
        ScopePreset(
            "read-strict", "as read, but resource-based policies can't allow more",
            ScopeGrant(allow: readActions, isStrict: true), withheld: secretsWithheld,
            traps: contentTraps + [
                """
                ec2:GetPasswordData and ecr:GetAuthorizationToken, which read denies; to deny them too, use \
                read,read-strict
                """
            ])
    }

    static var view: ScopePreset {
        ScopePreset(
            "view", "list resources and read their settings, not their data", ScopeGrant(allow: viewActions),
            withheld: secretsWithheld + [
                "objects, items, log lines, records and query results",
                "code and variables of functions, task definitions",
            ],
            traps: [
                "ec2:Describe* shows user data and launch templates",
                "cloudformation:Describe* shows outputs and parameters",
                "lambda:List* shows variables of functions", "ce:Get* costs money with each call",
            ])
    }

    static var guarding: ScopePreset {
        ScopePreset(
            "guard", "everything except identity, secrets and audit: it prevents mistakes, not attacks",
            ScopeGrant(allow: ["*"], deny: guardedActions),
            withheld: [
                "IAM, Organizations, Identity Center, other roles (iam:*, organizations:*, sts:Assume*)",
                "secrets and parameters (secretsmanager:GetSecretValue, ssm:GetParameter*), kms:Decrypt",
                "objects and queues that are encrypted with a customer managed key, because kms:Decrypt is denied",
                "turning off CloudTrail, GuardDuty and Config",
            ],
            traps: [
                "12,286 actions that change or delete something",
                "what runs with a role of its own can still be changed: a function's code, a machine's user data, a pipeline",
            ])
    }

    private static let secretsWithheld = [
        "secrets and parameters (secretsmanager:GetSecretValue, ssm:GetParameter*)",
        "kms:Decrypt, and therefore objects and items that are encrypted with a customer managed key",
        "other roles and sessions (sts:AssumeRole, sts:GetScopedCredentials)",
        "sqs:ReceiveMessage, which hides messages",
    ]

    private static let contentTraps = [
        "lambda:GetFunction shows variables and code", "apigateway:GET shows API keys",
        "ec2:Describe* shows user data and launch templates", "ecs:Describe* shows variables of task definitions",
        "ce:Get* costs money with each call",
    ]
}
