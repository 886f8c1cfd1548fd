/// What a request asks of S3: an operation, on a bucket or an object, and the action that it needs.
struct S3Request: Sendable, Hashable {
    /// Such as `ListObjectsV2`.
    let operation: String
    /// Such as `s3:ListBucket`, which is not what the operation is called.
    let action: String
    let bucket: String?
    let key: String?

    /// The bucket is the first part of the path, or of the host. Nil for what the sandbox's S3 has not.
    init?(_ request: ServerRequest) {
        let path = request.path.dropFirst()
        let decoded: (Substring) -> String = { PercentEncoding.decode($0) }
        if let bucket = Self.bucket(inHost: request.hostName) {
            self.bucket = bucket
            key = path.isEmpty ? nil : decoded(path)
        } else {
            let name = path.prefix { $0 != "/" }
            let rest = path.dropFirst(name.count + 1)
            bucket = name.isEmpty ? nil : decoded(name)
            key = rest.isEmpty ? nil : decoded(rest)
        }
        // What is asked of an object or a bucket besides itself, such as its tags.
        let subresource = Self.subresources.first { request.rawQuery.hasParameter($0.key) }
        guard let named = Self.operation(request.method, bucket, key, request, subresource?.value) else { return nil }
        (operation, action) = (named.name, "s3:\(named.action)")
    }

    var resource: String {
        guard let bucket else { return "*" }
        return "arn:aws:s3:::\(bucket)\(key.map { "/\($0)" } ?? "")"
    }

    /// `BUCKET.s3.REGION.amazonaws.com`, or `BUCKET.localhost` where clients are led here by name.
    private static func bucket(inHost host: String) -> String? {
        if host.hasSuffix(".localhost") { return String(host.dropLast(".localhost".count)) }
        guard host.contains(".amazonaws.com"), let mark = host.firstRange(of: ".s3") else { return nil }
        return String(host[..<mark.lowerBound])
    }

    /// Settings of buckets, by the words in the query.
    private static let subresources = [
        "acl": "BucketAcl", "cors": "BucketCORS", "encryption": "EncryptionConfiguration",
        "lifecycle": "LifecycleConfiguration", "location": "BucketLocation", "policy": "BucketPolicy",
        "replication": "ReplicationConfiguration", "tagging": "BucketTagging", "versioning": "BucketVersioning",
    ]

    private static func operation(
        _ method: String, _ bucket: String?, _ key: String?, _ request: ServerRequest, _ subresource: String?
    ) -> (name: String, action: String)? {
        if let subresource {
            guard bucket != nil, key == nil else { return nil }
            switch method {
            case "GET": return ("Get\(subresource)", "Get\(subresource)")
            case "PUT": return ("Put\(subresource)", "Put\(subresource)")
            case "DELETE": return ("Delete\(subresource)", "Put\(subresource)")
            default: return nil
            }
        }
        let isCopyOrPart =
            request["x-amz-copy-source"] != nil || request.rawQuery.hasParameter("uploads")
            || request.rawQuery.hasParameter("uploadId")
        guard !isCopyOrPart else { return nil }
        switch (method, bucket != nil, key != nil) {
        case ("GET", false, _): return ("ListBuckets", "ListAllMyBuckets")
        case ("GET", true, false):
            return (request.query["list-type"] == "2" ? "ListObjectsV2" : "ListObjects", "ListBucket")
        case ("HEAD", true, false): return ("HeadBucket", "ListBucket")
        case ("PUT", true, false): return ("CreateBucket", "CreateBucket")
        case ("DELETE", true, false): return ("DeleteBucket", "DeleteBucket")
        case ("GET", true, true): return ("GetObject", "GetObject")
        case ("HEAD", true, true): return ("HeadObject", "GetObject")
        case ("PUT", true, true): return ("PutObject", "PutObject")
        case ("DELETE", true, true): return ("DeleteObject", "DeleteObject")
        default: return nil
        }
    }
}

extension String {
    /// Whether a query has a name, with or without a value.
    fileprivate func hasParameter(_ name: String) -> Bool {
        split(separator: "&").contains { $0 == name || $0.hasPrefix("\(name)=") }
    }
}
