import Crypto
import SystemKit

/// What S3 keeps: buckets, each of one account, and their objects.
struct ObjectStorage: Sendable {
    struct StoredObject: Sendable {
        let body: [UInt8]
        let contentType: String
        let modified: Instant
        /// Whether a key of KMS encrypts it, which readers need a permission for.
        let isEncryptedByKMS: Bool

        /// As S3 makes it of an object in one part.
        var entityTag: String { "\"\(Hex.text(Insecure.MD5.hash(data: body)))\"" }
    }

    struct OwnedBucket: Sendable {
        let accountID: String
        var objects: [String: StoredObject] = [:]
    }

    /// The age of what is there from the start, the same in each run, so that a client can keep copies.
    static let start = Instant(seconds: 1_767_225_600)

    private(set) var buckets: [String: OwnedBucket] = [:]

    /// Adds what is not there yet.
    mutating func add(_ given: [Bucket]) {
        for bucket in given where buckets[bucket.name] == nil {
            create(bucket.name, of: bucket.accountId)
            for (key, text) in bucket.objects {
                put(
                    StoredObject(
                        body: Array(text.utf8), contentType: "text/plain", modified: Self.start, isEncryptedByKMS: false
                    ),
                    key, in: bucket.name)
            }
        }
    }

    mutating func create(_ name: String, of accountID: String) { buckets[name] = OwnedBucket(accountID: accountID) }

    mutating func remove(_ name: String) { buckets[name] = nil }

    mutating func put(_ object: StoredObject, _ key: String, in bucket: String) {
        buckets[bucket]?.objects[key] = object
    }

    mutating func remove(_ key: String, in bucket: String) { buckets[bucket]?.objects[key] = nil }
}
