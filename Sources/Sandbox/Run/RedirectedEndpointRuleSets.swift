import SystemKit
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Endpoint rule sets that lead every region to the sandbox, for the AWS CLI before 2.13, which knows none of the
/// `AWS_ENDPOINT_URL` variables but reads its service data from `AWS_DATA_PATH`.
struct RedirectedEndpointRuleSets {
    /// Folders of the services in botocore's data, with the API versions that it has.
    static let services = [
        ("sso", "2019-06-10"), ("sso-oidc", "2019-06-10"), ("sts", "2011-06-15"), ("s3", "2006-03-01"),
    ]

    let url: String

    /// Writes one file, to which the services' folders have links, since each file that is made to last takes time.
    func write(to folder: String) throws(SystemFailure) {
        let files = LocalFiles()
        try files.createFolder(folder, mode: 0o700)
        let file = "\(folder)/rules.json"
        try files.write(JSONText.encode(ruleSet), to: file, .secret)
        for (service, version) in Self.services {
            let location = "\(folder)/\(service)/\(version)"
            try files.createFolder(location, mode: 0o700)
            let link = "\(location)/endpoint-rule-set-1.json"
            do {
                try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
            } catch {
                throw SystemFailure("link", link, .ioError)
            }
        }
    }

    /// One rule without a condition, and one for S3's buckets, whose names it puts into the path. The parameters are those
    /// that botocore fills in for these services.
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
                "Bucket": .object([
                    "type": .string("String"), "required": .bool(false), "documentation": .string("Bucket"),
                ]),
            ]),
            "rules": .array([
                rule(
                    "\(url)/{Bucket}",
                    if: [
                        .object([
                            "fn": .string("isSet"), "argv": .array([.object(["ref": .string("Bucket")])]),
                        ])
                    ]),
                rule(url),
            ]),
        ])
    }

    private func rule(_ url: String, if conditions: [JSONValue] = []) -> JSONValue {
        .object([
            "type": .string("endpoint"),
            "conditions": .array(conditions),
            "endpoint": .object(["url": .string(url), "properties": .object([:]), "headers": .object([:])]),
        ])
    }
}
