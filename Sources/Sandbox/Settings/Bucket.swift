/// A bucket of S3 that is there from the start.
struct Bucket: Sendable, Hashable, Codable {
    /// The owner; nobody else gets in, since the sandbox's buckets have no policies.
    var accountId: String
    var name: String
    /// Texts by their keys.
    var objects: [String: String] = [:]

    init(_ name: String, accountId: String, objects: [String: String] = [:]) {
        (self.name, self.accountId, self.objects) = (name, accountId, objects)
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        accountId = try values.decode(String.self, forKey: .accountId)
        name = try values.decode(String.self, forKey: .name)
        objects = try values.decode(.objects, or: [:])
    }

    static let standard = [
        Bucket("sandbox-dev", accountId: "111111111111", objects: ["hello.txt": "Hello from the sandbox.\n"]),
        Bucket("sandbox-prod", accountId: "222222222222", objects: ["hello.txt": "Hello from the sandbox.\n"]),
    ]
}
