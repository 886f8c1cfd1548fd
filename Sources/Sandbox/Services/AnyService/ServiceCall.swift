/// What a request asks of a service that the sandbox does not play.
struct ServiceCall: Sendable, Hashable {
    let operation: String
    /// Such as `kms:Decrypt`.
    let action: String
    /// The kind and the name of what it is about, such as `table/users`, or an ARN; nil: nothing in particular.
    private let subject: String?

    /// Nil if the operation can't be told.
    init?(_ request: ServerRequest, _ service: String) {
        let prefix = Self.prefixes[service] ?? service
        let path = request.path.split(separator: "/").map { PercentEncoding.decode($0) }
        if request["smithy-protocol"] != nil, path.count == 4, path[2] == "operation" {
            (operation, subject) = (path[3], nil)
        } else if let target = request["x-amz-target"]?.split(separator: ".").last {
            operation = String(target)
            subject = Self.subject(prefix, JSONText.decode([String: JSONValue].self, from: request.body) ?? [:])
        } else if let action = request.form?["Action"] ?? request.query["Action"] {
            operation = action
            subject = request.form?["TopicArn"]
        } else if let known = RESTOperation.of(prefix, request.method, path) {
            (operation, subject) = (known.name, known.subject(path))
        } else if prefix == "apigateway" {
            // Most of its actions are the methods.
            (operation, subject) = (request.method, nil)
        } else {
            return nil
        }
        guard !operation.isEmpty, operation.utf8.allSatisfy(PolicyDocument.isAlphanumeric) else { return nil }
        action = "\(prefix):\(Self.actions["\(prefix):\(operation)"] ?? operation)"
    }

    func resource(partition: String, region: String, account: String) -> String {
        guard let subject else { return "*" }
        let service = action.prefix { $0 != ":" }
        return subject.hasPrefix("arn:") ? subject : "arn:\(partition):\(service):\(region):\(account):\(subject)"
    }

    /// Services that sign under another name than that of their actions.
    private static let prefixes = ["monitoring": "cloudwatch", "tagging": "tag", "email": "ses"]

    /// Operations that need an action of another name.
    private static let actions = [
        "lambda:Invoke": "InvokeFunction", "bedrock:Converse": "InvokeModel", "sqs:SendMessageBatch": "SendMessage",
        "sqs:DeleteMessageBatch": "DeleteMessage", "dynamodb:TransactGetItems": "GetItem",
        "dynamodb:TransactWriteItems": "PutItem", "dynamodb:ExecuteStatement": "PartiQLSelect",
    ]

    /// Members that name what a request is about, and the kind of it.
    private static let subjects = [
        "dynamodb": ("TableName", "table/"), "kinesis": ("StreamName", "stream/"), "kms": ("KeyId", "key/"),
        "logs": ("logGroupName", "log-group:"), "secretsmanager": ("SecretId", "secret:"),
        "ssm": ("Name", "parameter/"),
        "sqs": ("QueueUrl", ""),
    ]

    private static func subject(_ prefix: String, _ body: [String: JSONValue]) -> String? {
        guard let (member, kind) = subjects[prefix], case .string(let value)? = body[member] else { return nil }
        if value.hasPrefix("arn:") { return value }
        // A parameter's name may begin with a slash, and a queue's address ends with its name.
        let name = prefix == "sqs" ? value.split(separator: "/").last ?? "" : value.drop { $0 == "/" }
        return "\(kind)\(name)"
    }
}
