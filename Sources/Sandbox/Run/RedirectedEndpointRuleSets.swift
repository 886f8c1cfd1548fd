import SystemKit

/// Endpoint rule sets that lead every region to the sandbox, for the AWS CLI before 2.13, which knows none of the
/// `AWS_ENDPOINT_URL` variables but reads its service data from `AWS_DATA_PATH`.
struct RedirectedEndpointRuleSets {
    /// Folders of the services in botocore's data, with the API versions that it has.
    static let services = [("sso", "2019-06-10"), ("sso-oidc", "2019-06-10"), ("sts", "2011-06-15")]

    let url: String

    func write(to folder: String) throws(SystemFailure) {
        let files = LocalFiles()
        for (service, version) in Self.services {
            let location = "\(folder)/\(service)/\(version)"
            try files.createFolder(location, mode: 0o700)
            try files.write(JSONText.encode(ruleSet), to: "\(location)/endpoint-rule-set-1.json", .secret)
        }
    }

    /// One rule without a condition. The parameters are those that botocore fills in for these services.
    var ruleSet: JSONValue {
        func parameter(_ builtIn: String, _ type: String) -> JSONValue {
            .object(
                [
                    "builtIn": .string(builtIn), "type": .string(type), "required": .bool(type == "Boolean"),
                    "documentation": .string(builtIn),
                ].merging(type == "Boolean" ? ["default": .bool(false)] : [:]) { _, new in new })
        }
        return .object([
            "version": .string("1.0"),
            "parameters": .object([
                "Region": parameter("AWS::Region", "String"),
                "UseDualStack": parameter("AWS::UseDualStack", "Boolean"),
                "UseFIPS": parameter("AWS::UseFIPS", "Boolean"),
                "Endpoint": parameter("SDK::Endpoint", "String"),
                "UseGlobalEndpoint": parameter("AWS::STS::UseGlobalEndpoint", "Boolean"),
            ]),
            "rules": .array([
                .object([
                    "type": .string("endpoint"),
                    "conditions": .array([]),
                    "endpoint": .object([
                        "url": .string(url), "properties": .object([:]), "headers": .object([:]),
                    ]),
                ])
            ]),
        ])
    }
}
