import SystemKit

/// One page of a bucket's objects, in either version of the operation.
struct ObjectListing {
    static let namespace = "http://s3.amazonaws.com/doc/2006-03-01/"

    private let bucket: String
    private let isSecondVersion: Bool
    private let isEncoded: Bool
    private let prefix: String
    private let delimiter: String
    private let largestCount: Int
    private var objects: [(key: String, object: ObjectStorage.StoredObject)] = []
    private var groups: [String] = []
    /// The last key or group of a page that is not the last.
    private var last: String?

    /// Throws `InvalidArgument`.
    init(
        _ name: String, _ bucket: ObjectStorage.OwnedBucket, _ query: FormFields, isSecondVersion: Bool
    ) throws(ServiceError) {
        self.bucket = name
        self.isSecondVersion = isSecondVersion
        isEncoded = query["encoding-type"] == "url"
        prefix = query["prefix"] ?? ""
        delimiter = query["delimiter"] ?? ""
        guard let count = Int(query["max-keys"] ?? "1000"), count >= 0 else {
            throw ServiceError("InvalidArgument", "Provided max-keys not an integer or within integer range")
        }
        largestCount = min(count, 1000)
        let after = isSecondVersion ? query["continuation-token"] ?? query["start-after"] : query["marker"]
        fill(bucket, after: after ?? "")
    }

    private mutating func fill(_ bucket: ObjectStorage.OwnedBucket, after: String) {
        var end = ""
        for (key, object) in bucket.objects.sorted(by: { $0.key < $1.key }) where key.hasPrefix(prefix) {
            var group: String?
            if !delimiter.isEmpty, let mark = key.dropFirst(prefix.count).firstRange(of: delimiter) {
                group = String(key[..<mark.upperBound])
            }
            let name = group ?? key
            if name <= after || name == groups.last { continue }
            guard objects.count + groups.count < largestCount else {
                last = end
                return
            }
            if let group { groups.append(group) } else { objects.append((key, object)) }
            end = name
        }
    }

    var xml: String {
        let contents = objects.map { key, object in
            """
            <Contents><Key>\(text(key))</Key>\
            <LastModified>\(object.modified.iso8601)</LastModified>\
            <ETag>\(Markup.escape(object.entityTag))</ETag><Size>\(object.body.count)</Size>\
            <StorageClass>STANDARD</StorageClass></Contents>
            """
        }
        let common = groups.map { "<CommonPrefixes><Prefix>\(text($0))</Prefix></CommonPrefixes>" }
        let next = isSecondVersion ? "NextContinuationToken" : "NextMarker"
        return """
            <ListBucketResult xmlns="\(Self.namespace)"><Name>\(text(bucket))</Name><Prefix>\(text(prefix))</Prefix>\
            \(isSecondVersion ? "<KeyCount>\(objects.count + groups.count)</KeyCount>" : "")\
            <MaxKeys>\(largestCount)</MaxKeys>\
            \(delimiter.isEmpty ? "" : "<Delimiter>\(text(delimiter))</Delimiter>")\
            \(isEncoded ? "<EncodingType>url</EncodingType>" : "")<IsTruncated>\(last != nil)</IsTruncated>\
            \(last.map { "<\(next)>\(text($0))</\(next)>" } ?? "")\(contents.joined())\(common.joined())</ListBucketResult>
            """
    }

    private func text(_ text: String) -> String { isEncoded ? PercentEncoding.encode(text) : Markup.escape(text) }
}
