import Crypto

/// The body of an upload as it is meant, taken out of the chunks that some clients send it in, and found to be whole.
struct S3Payload {
    let bytes: [UInt8]
    /// Checksums that came with it, by the names of their headers.
    let checksums: [(name: String, value: String)]

    /// Throws `IncompleteBody`, `BadDigest`.
    init(_ request: ServerRequest) throws(ServiceError) {
        var found = request.headers.filter { $0.name.hasPrefix(Self.prefix) && Checksum(rawValue: $0.name) != nil }
        if request["x-amz-content-sha256"] == PayloadSigning.unsignedTrailer.rawValue {
            let chunks = try Self.chunks(request.body)
            bytes = chunks.bytes
            found += chunks.trailers
            if let length = request["x-amz-decoded-content-length"], Int(length) != bytes.count {
                throw .incompleteBody
            }
        } else {
            bytes = request.body
        }
        for (name, value) in found {
            guard let checksum = Checksum(rawValue: name) else { continue }
            guard checksum.text(bytes) == value else {
                throw ServiceError("BadDigest", "The \(name) you specified did not match what we received.")
            }
        }
        checksums = found
    }

    private static let prefix = "x-amz-checksum-"

    /// `SIZE\r\nBYTES\r\n` until a size of 0, then `NAME:VALUE\r\n` until an empty line.
    private static func chunks(
        _ body: [UInt8]
    ) throws(ServiceError) -> (bytes: [UInt8], trailers: [(name: String, value: String)]) {
        var bytes: [UInt8] = []
        var rest = body[...]
        func line() throws(ServiceError) -> String {
            guard let end = rest.firstRange(of: [0x0d, 0x0a]) else { throw .incompleteBody }
            defer { rest = rest[end.upperBound...] }
            return String(decoding: rest[..<end.lowerBound], as: UTF8.self)
        }
        while true {
            guard let size = Int(try line().prefix { $0 != ";" }, radix: 16), size >= 0, size <= rest.count else {
                throw .incompleteBody
            }
            if size == 0 { break }
            bytes += rest.prefix(size)
            rest = rest.dropFirst(size)
            guard try line().isEmpty else { throw .incompleteBody }
        }
        var trailers: [(name: String, value: String)] = []
        while !rest.isEmpty {
            let text = try line()
            if text.isEmpty { break }
            let name = text.prefix { $0 != ":" }
            trailers.append((name.lowercased(), text.dropFirst(name.count + 1).filter { $0 != " " }))
        }
        return (bytes, trailers)
    }
}

/// The checksums that clients send with an upload, by the names of their headers.
private enum Checksum: String {
    case crc32 = "x-amz-checksum-crc32"
    case crc32c = "x-amz-checksum-crc32c"
    case crc64nvme = "x-amz-checksum-crc64nvme"
    case sha1 = "x-amz-checksum-sha1"
    case sha256 = "x-amz-checksum-sha256"

    /// In base64.
    func text(_ bytes: [UInt8]) -> String {
        switch self {
        case .crc32: Self.remainder(bytes, polynomial: 0xedb8_8320 as UInt32)
        case .crc32c: Self.remainder(bytes, polynomial: 0x82f6_3b78 as UInt32)
        case .crc64nvme: Self.remainder(bytes, polynomial: 0x9a6c_9329_ac4b_c9b5 as UInt64)
        case .sha1: Base64.text(Array(Insecure.SHA1.hash(data: bytes)))
        case .sha256: Base64.text(Array(SHA256.hash(data: bytes)))
        }
    }

    /// A cyclic redundancy check with bits reversed, that begins and ends with all bits turned.
    private static func remainder<Word: FixedWidthInteger & UnsignedInteger>(
        _ bytes: [UInt8], polynomial: Word
    ) -> String {
        let table = (0..<256).map { index in
            (0..<8).reduce(Word(index)) { word, _ in word & 1 == 1 ? (word >> 1) ^ polynomial : word >> 1 }
        }
        let end = ~bytes.reduce(Word.max) { word, byte in
            table[Int(UInt8(truncatingIfNeeded: word) ^ byte)] ^ (word >> 8)
        }
        return Base64.text((0..<Word.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: end >> (Word($0) * 8)) })
    }
}

extension ServiceError {
    fileprivate static let incompleteBody = ServiceError(
        "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header")
}
