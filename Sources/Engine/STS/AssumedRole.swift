import SystemKit

/// What STS gives for a role (<doc:CredentialProviders>, Assumed roles; <doc:STSAndSigning>, The query protocol).
package struct AssumedRole: Sendable, Hashable {
    /// With an end, and with the account that the session's ARN names.
    package let credentials: Credentials
    /// `AROA…:SESSION`.
    package let id: String
    /// `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`.
    package let arn: String
    package let requestID: String?

    package init(credentials: Credentials, id: String, arn: String, requestID: String?) {
        self.credentials = credentials
        self.id = id
        self.arn = arn
        self.requestID = requestID
    }

    /// The text of the cache file, laid out as the AWS CLI does (<doc:CacheFiles>, Assumed roles).
    package var cacheText: String {
        JSON.object([
            "Credentials": credentials.cachedJSON(
                accountID: credentials.accountID, expiration: credentials.expiration?.iso8601WithOffset),
            "AssumedRoleUser": .object(["AssumedRoleId": .string(id), "Arn": .string(arn)]),
            "ResponseMetadata": .object([
                "RequestId": requestID.map(JSON.string), "HTTPStatusCode": .integer(200),
                "HTTPHeaders": .object([:]), "RetryAttempts": .integer(0),
            ]),
        ]).serialized(.python)
    }
}
