import SystemKit

extension S3Service {
    /// Puts, gets or deletes an object of a bucket of the caller's own.
    func answer(
        _ ask: S3Request, on key: String, in name: String, _ bucket: ObjectStorage.OwnedBucket,
        _ request: ServerRequest, _ signer: VerifiedSigner, _ server: inout ServerState, now: Instant
    ) throws(ServiceError) -> ServerResponse {
        switch ask.operation {
        case "PutObject":
            // How Terraform takes a lock.
            guard request["if-none-match"] != "*" || bucket.objects[key] == nil else {
                throw ServiceError(
                    "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412)
            }
            let payload = try S3Payload(request)
            let object = ObjectStorage.StoredObject(
                body: payload.bytes, contentType: request["content-type"] ?? "binary/octet-stream", modified: now,
                isEncryptedByKMS: request["x-amz-server-side-encryption"] == "aws:kms")
            if object.isEncryptedByKMS { try server.check(key: "kms:GenerateDataKey", signer) }
            server.objects.put(object, key, in: name)
            return payload.checksums.reduce(ServerResponse(200, headers: [("ETag", object.entityTag)])) {
                $0.with($1.name, $1.value)
            }
        case "DeleteObject":
            server.objects.remove(key, in: name)
            return ServerResponse(204)
        default:
            guard let object = bucket.objects[key] else {
                // Who may not list is not told what there is.
                try server.check(AccessRequest(action: "s3:ListBucket", resource: "arn:aws:s3:::\(name)"), signer)
                throw ServiceError("NoSuchKey", "The specified key does not exist.", 404)
            }
            if object.isEncryptedByKMS { try server.check(key: "kms:Decrypt", signer) }
            return ServerResponse(
                200,
                headers: [
                    ("Content-Type", object.contentType), ("ETag", object.entityTag),
                    ("Last-Modified", HTTPDate.text(object.modified)),
                ], body: object.body)
        }
    }
}

extension ServerState {
    /// What S3 does with the account's key for somebody (<doc:STSAndSigning>, Policies).
    fileprivate func check(key action: String, _ signer: VerifiedSigner) throws(ServiceError) {
        let account = signer.keys.principal.accountID
        try check(
            AccessRequest(
                action: action,
                resource: "arn:\(center.state.partition):kms:\(signer.region):\(account):alias/aws/s3",
                context: ["kms:viaservice": "s3.\(signer.region).amazonaws.com"]), signer)
    }
}
