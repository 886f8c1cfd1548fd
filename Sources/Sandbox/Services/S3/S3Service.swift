import SystemKit

/// A small Simple Storage Service: buckets and whole objects, enforced by the policies of who asks.
struct S3Service: SimulatedService {
    var throttlingCode: String { "SlowDown" }

    func label(of request: ServerRequest) -> RequestLabel? {
        guard request.signedService == "s3" else { return nil }
        return RequestLabel(.s3, variant: S3Request(request)?.operation)
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        do throws(ServiceError) {
            let state = server.center.state
            let signer = try SignatureCheck(service: "s3").signer(of: request, now: now) {
                server.iam.keys($0, state: state)
            }
            guard let ask = S3Request(request) else {
                throw ServiceError("NotImplemented", "The sandbox's S3 has no such operation.", 501)
            }
            return try server.carryOut(call(ask, request, signer), now: now) { server, _ throws(ServiceError) in
                try answer(ask, request, signer, &server, now: now)
            }
        } catch {
            // Whoever asks by HEAD gets no text.
            return refusal(error.status, error.type, error.message)
        }
    }

    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse {
        xml(
            "<Error><Code>\(Markup.escape(code))</Code><Message>\(Markup.escape(message))</Message>"
                + "<RequestId>SANDBOX000000000</RequestId><HostId>sandbox</HostId></Error>", status: status)
    }

    private func call(_ ask: S3Request, _ request: ServerRequest, _ signer: VerifiedSigner) -> SignedCall {
        var access = AccessRequest(action: ask.action, resource: ask.resource)
        if ask.action == "s3:ListBucket" {
            access.context["s3:prefix"] = request.query["prefix"] ?? ""
            if let delimiter = request.query["delimiter"] { access.context["s3:delimiter"] = delimiter }
        }
        var call = SignedCall(signer, ask.operation, access)
        if let bucket = ask.bucket { call.parameters["bucketName"] = .string(bucket) }
        if let key = ask.key { call.parameters["key"] = .string(key) }
        return call
    }

    private func answer(
        _ ask: S3Request, _ request: ServerRequest, _ signer: VerifiedSigner, _ server: inout ServerState, now: Instant
    ) throws(ServiceError) -> ServerResponse {
        let owner = signer.keys.principal.accountID
        guard let name = ask.bucket else { return listBuckets(of: owner, server.objects) }
        if ask.operation == "CreateBucket" {
            guard server.objects.buckets[name] == nil else {
                throw ServiceError("BucketAlreadyExists", "The requested bucket name is not available.", 409)
            }
            server.objects.create(name, of: owner)
            return ServerResponse(200, headers: [("Location", "/\(name)")])
        }
        guard let bucket = server.objects.buckets[name] else {
            throw ServiceError("NoSuchBucket", "The specified bucket does not exist", 404)
        }
        guard bucket.accountID == owner else {
            throw .notAuthorized(
                signer.keys.principal, AccessRequest(action: ask.action, resource: ask.resource),
                "because no resource-based policy allows the \(ask.action) action")
        }
        switch ask.operation {
        case "ListObjects", "ListObjectsV2":
            return xml(
                try ObjectListing(name, bucket, request.query, isSecondVersion: ask.operation.hasSuffix("V2")).xml)
        case "GetObject", "HeadObject", "PutObject", "DeleteObject":
            return try answer(ask, on: ask.key ?? "", in: name, bucket, request, signer, &server, now: now)
        case "DeleteBucket":
            guard bucket.objects.isEmpty else {
                throw ServiceError("BucketNotEmpty", "The bucket you tried to delete is not empty", 409)
            }
            server.objects.remove(name)
            return ServerResponse(204)
        case "HeadBucket": return ServerResponse(200)
        default:
            // A setting of the bucket, which has none.
            return ask.operation.hasPrefix("Get") ? xml("<\(ask.operation)Output/>") : ServerResponse(204)
        }
    }

    private func listBuckets(of owner: String, _ storage: ObjectStorage) -> ServerResponse {
        let names = storage.buckets.filter { $0.value.accountID == owner }.keys.sorted()
        let buckets = names.map {
            "<Bucket><Name>\(Markup.escape($0))</Name><CreationDate>\(ObjectStorage.start.iso8601)</CreationDate></Bucket>"
        }
        return xml(
            "<ListAllMyBucketsResult xmlns=\"\(ObjectListing.namespace)\"><Owner><ID>\(owner)</ID></Owner>"
                + "<Buckets>\(buckets.joined())</Buckets></ListAllMyBucketsResult>")
    }

    private func xml(_ text: String, status: Int = 200) -> ServerResponse {
        ServerResponse(
            status, headers: [("Content-Type", "application/xml")],
            body: Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(text)".utf8))
    }
}
