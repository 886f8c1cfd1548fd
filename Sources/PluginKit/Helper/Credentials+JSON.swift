package import Engine
import SystemKit

extension Credentials {
    /// As the helper and `credential_process` spell them (<doc:CredentialProviders>, Programs; <doc:AWSCLICommands>,
    /// export-credentials).
    package var processJSON: JSON {
        .object([
            "Version": .integer(1), "AccessKeyId": .string(accessKeyID),
            "SecretAccessKey": .string(secretAccessKey.reveal()),
            "SessionToken": sessionToken.map { .string($0.reveal()) },
            "Expiration": expiration.map { .string($0.iso8601WithOffset) },
            "AccountId": accountID.map(JSON.string),
        ])
    }

    package init?(processJSON json: JSON) {
        guard let accessKeyID = json["AccessKeyId"]?.string, let secret = json["SecretAccessKey"]?.string else {
            return nil
        }
        self.init(
            accessKeyID: accessKeyID, secretAccessKey: Secret(secret),
            sessionToken: json["SessionToken"]?.string.map(Secret.init),
            expiration: json["Expiration"]?.string.flatMap { Instant(iso8601: $0) },
            accountID: json["AccountId"]?.string)
    }
}

extension HealthTarget {
    var json: JSON {
        .object([
            "url": .string(url), "place": location.map { .string($0.description) },
            "ca_bundle": caBundle.map {
                .object(["path": .string($0.value), "place": .string($0.location.description)])
            },
        ])
    }

    init?(json: JSON) {
        guard let url = json["url"]?.string else { return nil }
        let bundle = json["ca_bundle"].flatMap { bundle -> Setting? in
            guard let path = bundle["path"]?.string else { return nil }
            return Setting(value: path, location: .argument(bundle["place"]?.string ?? path))
        }
        self.init(url: url, caBundle: bundle, location: json["place"]?.string.map(SourceLocation.argument))
    }
}
