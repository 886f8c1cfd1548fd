import Testing

@testable import Sandbox

struct S3PayloadTests {
    private func payload(
        _ body: String, length: Int? = nil, headers: [(name: String, value: String)] = []
    ) throws(ServiceError) -> S3Payload {
        let streaming = [(name: "x-amz-content-sha256", value: "STREAMING-UNSIGNED-PAYLOAD-TRAILER")]
        let decoded = length.map { [(name: "x-amz-decoded-content-length", value: "\($0)")] } ?? []
        return try S3Payload(
            ServerRequest("PUT", "/b/k", headers: streaming + decoded + headers, body: Array(body.utf8)))
    }

    @Test func `chunks are put together and their checksum is compared`() throws {
        let whole = try payload("5\r\n12345\r\n4\r\n6789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", length: 9)
        #expect(whole.bytes == Array("123456789".utf8))
        #expect(whole.checksums.map(\.name) == ["x-amz-checksum-crc32"])
        #expect(try payload("0\r\n\r\n", length: 0).bytes.isEmpty)
    }

    @Test(arguments: [
        "5\r\n1234", "9\r\n12345\r\n0\r\n\r\n", "z\r\n\r\n", "-1\r\n\r\n0\r\n\r\n", "5\r\n12345",
        "5\r\n12345xx0\r\n\r\n",
        "", "ffffffffffffffff\r\n", "7fffffffffffffff\r\nx\r\n0\r\n\r\n", "5\r\n12345\r\n",
    ])
    func `chunks that are not whole are refused`(body: String) {
        #expect(throws: ServiceError.self) { try payload(body) }
    }

    @Test func `a length that is not true is refused`() {
        #expect(throws: ServiceError.self) { try payload("1\r\nx\r\n0\r\n\r\n", length: 2) }
    }

    /// The published check values of `123456789`.
    @Test(arguments: [
        ("crc32", "y/Q5Jg=="), ("crc32c", "4waSgw=="), ("crc64nvme", "rosUhgp5mIg="),
        ("sha1", "98O8HYCOBHMq32eZZczDTKeuNEE="), ("sha256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="),
    ])
    func `checksums are compared`(name: String, value: String) throws {
        func payload(_ value: String) throws(ServiceError) -> S3Payload {
            try S3Payload(
                ServerRequest(
                    "PUT", "/b/k", headers: [("x-amz-checksum-\(name)", value)], body: Array("123456789".utf8)))
        }
        #expect(try payload(value).bytes.count == 9)
        let failure = #expect(throws: ServiceError.self) { try payload("AAAAAA==") }
        #expect(failure?.type == "BadDigest")
    }
}
