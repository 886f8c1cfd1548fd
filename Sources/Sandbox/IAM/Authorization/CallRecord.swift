import SystemKit

/// One call as CloudTrail would have it, under its names.
struct CallRecord: Sendable, Encodable {
    struct Identity: Sendable, Encodable {
        let type: String
        let principalId: String
        let arn: String
        let accountId: String
        let accessKeyId: String
    }

    let eventID: String
    /// ISO 8601.
    let eventTime: String
    /// Such as `sts.amazonaws.com`.
    let eventSource: String
    let eventName: String
    let awsRegion: String
    let userIdentity: Identity
    let requestParameters: [String: JSONValue]
    /// The id of keys that were issued, by which what is done with them is found.
    var responseElements: [String: JSONValue]?
    var errorCode: String?
    var errorMessage: String?

    init(_ call: SignedCall, id: String, now: Instant) {
        let keys = call.signer.keys
        eventID = id
        eventTime = now.iso8601
        eventSource = "\(call.accesses.first?.action.prefix { $0 != ":" } ?? "").amazonaws.com"
        eventName = call.eventName
        awsRegion = call.signer.region
        userIdentity = Identity(
            type: keys.principal.isRoleSession ? "AssumedRole" : "IAMUser", principalId: keys.principal.userID,
            arn: keys.principal.arn, accountId: keys.principal.accountID, accessKeyId: keys.accessKeyID)
        requestParameters = call.parameters
    }

    mutating func tell(of issued: IssuedKeys) {
        responseElements = [
            "credentials": .object([
                "accessKeyId": .string(issued.accessKeyID), "expiration": .string(issued.expires?.iso8601 ?? ""),
            ])
        ]
    }
}

/// The last calls that were signed, refused ones too.
struct CallTrail: Sendable {
    private static let limit = 10_000
    private(set) var records: [CallRecord] = []

    mutating func add(_ record: CallRecord) {
        // Half of them at once, so that the rest is moved seldom.
        if records.count >= Self.limit { records.removeFirst(Self.limit / 2) }
        records.append(record)
    }
}
