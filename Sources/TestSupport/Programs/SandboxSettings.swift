package import Engine

/// What a test sets of a sandbox's IAM, as the JSON that `SandboxProcess.set` and `--config` take. What is nil stays as
/// it is; a list replaces the whole list.
package struct SandboxSettings: Sendable {
    /// An IAM role; without further words everybody may assume it for up to twelve hours.
    package struct Role: Sendable {
        package let json: JSON

        /// - Parameters:
        ///   - arn: `arn:aws:iam::222222222222:role/Name`.
        ///   - maxSessionDuration: 3600 to 43200 seconds.
        ///   - principals: `*`, an account's number, or ARNs of users, roles and sessions, `*` in them for any text.
        ///   - externalID: what a caller must give; nil: anything.
        ///   - requiresMFA: whether a caller must give a code.
        ///   - webIdentities: subjects of `WebIdentity` that may assume it.
        package init(
            _ arn: String, maxSessionDuration: Int64 = 43_200, principals: [String] = ["*"],
            externalID: String? = nil, requiresMFA: Bool = false, webIdentities: [String] = []
        ) {
            json = .object([
                "roleArn": .string(arn), "maxSessionDuration": .integer(maxSessionDuration),
                "principals": .array(principals.map(JSON.string)), "externalId": externalID.map(JSON.string),
                "requiresMfa": .bool(requiresMFA), "webIdentities": .array(webIdentities.map(JSON.string)),
            ])
        }
    }

    /// An IAM user with one long-lived key.
    package struct User: Sendable {
        package let arn: String
        package let accessKeyID: String
        package let secretAccessKey: String
        let json: JSON

        package init(account: String = "111111111111", name: String, accessKeyID: String, secretAccessKey: String) {
            arn = "arn:aws:iam::\(account):user/\(name)"
            self.accessKeyID = accessKeyID
            self.secretAccessKey = secretAccessKey
            json = .object([
                "accountId": .string(account), "userName": .string(name),
                "accessKeys": .array([
                    .object([
                        "accessKeyId": .string(accessKeyID), "secretAccessKey": .string(secretAccessKey),
                    ])
                ]),
            ])
        }

        /// The user that a sandbox has without further words.
        package static let standard = User(
            name: "ci", accessKeyID: "AKIASANDBOXUSER23456",
            secretAccessKey: "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")

        /// Its two lines in a profile.
        package var profileLines: String {
            "aws_access_key_id = \(accessKeyID)\naws_secret_access_key = \(secretAccessKey)\n"
        }
    }

    /// An MFA device of a user; each of its codes is good once.
    package struct MFADevice: Sendable {
        package let serialNumber: String
        package let codes: [String]
        let json: JSON

        package init(serialNumber: String, user: User, codes: [String]) {
            self.serialNumber = serialNumber
            self.codes = codes
            json = .object([
                "serialNumber": .string(serialNumber), "userArn": .string(user.arn),
                "codes": .array(codes.map(JSON.string)),
            ])
        }

        /// The device of `User.standard`.
        package static let standard = MFADevice(
            serialNumber: "arn:aws:iam::111111111111:mfa/ci", user: .standard,
            codes: (1...9).map { String(repeating: "\($0)", count: 6) })
    }

    /// A token of another identity provider. It is compared byte by byte with what is sent.
    package struct WebIdentity: Sendable {
        package let token: String
        let json: JSON

        /// - Parameter expires: seconds since 1970; nil: never.
        package init(token: String, subject: String, expires: Int64? = nil) {
            self.token = token
            json = .object([
                "token": .string(token), "subject": .string(subject), "expires": expires.map(JSON.integer),
            ])
        }
    }

    /// An endpoint for the credentials of containers.
    package struct Container: Sendable {
        package let path: String
        let json: JSON

        /// - Parameters:
        ///   - path: below `/v1/credentials` or `/v2/credentials`; `SandboxProcess.url` comes before it.
        ///   - token: what the `Authorization` header must be; nil: anything or nothing.
        package init(path: String, roleARN: String, token: String? = nil) {
            self.path = path
            json = .object([
                "path": .string(path), "roleArn": .string(roleARN), "authorizationToken": token.map(JSON.string),
            ])
        }
    }

    /// The EC2 instance whose metadata service the sandbox is. Clients need `AWS_EC2_METADATA_DISABLED` unset;
    /// `AWS_EC2_METADATA_SERVICE_ENDPOINT` is set in every `EndToEndHome`.
    package struct Instance: Sendable {
        let json: JSON

        /// - Parameters:
        ///   - roleARN: nil: the instance has no role.
        ///   - allowsV1: whether requests without a session token are answered.
        package init(
            roleARN: String? = "arn:aws:iam::111111111111:role/Instance", allowsV1: Bool = true,
            region: String? = nil
        ) {
            json = .object([
                "roleArn": .string(roleARN ?? ""), "allowsV1": .bool(allowsV1), "region": region.map(JSON.string),
            ])
        }
    }

    package var roles: [Role]?
    package var users: [User]?
    package var mfaDevices: [MFADevice]?
    package var webIdentities: [WebIdentity]?
    package var containers: [Container]?
    package var instance: Instance?
    /// How long the keys of STS live, instead of as long as was asked for.
    package var assumedRoleSeconds: Int64?
    /// Such as `{"operation": "AssumeRole", "kind": "status", "status": 500, "count": 1}`.
    package var faults: [String]?

    package init() {}

    /// The JSON text.
    package var state: String {
        JSON.object([
            "iamRoles": roles.map { .array($0.map(\.json)) },
            "iamUsers": users.map { .array($0.map(\.json)) },
            "mfaDevices": mfaDevices.map { .array($0.map(\.json)) },
            "webIdentities": webIdentities.map { .array($0.map(\.json)) },
            "containers": containers.map { .array($0.map(\.json)) },
            "instance": instance?.json,
            "lifetimes": assumedRoleSeconds.map { .object(["assumedRole": .integer($0)]) },
            "faults": faults.map { .array($0.compactMap { JSON(Array($0.utf8)) }) },
        ]).serialized(.minified)
    }
}
