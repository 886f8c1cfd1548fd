import Crypto
import Foundation

/// Keys as files hold them.
enum PEM {
    /// The SEC 1 form of a P-256 key, put together by hand (RFC 5915).
    static func sec1(_ key: P256.Signing.PrivateKey) -> String {
        let oid: [UInt8] = [0xa0, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]
        let inner: [UInt8] =
            [0x02, 0x01, 0x01, 0x04, 0x20] + key.rawRepresentation + oid + [0xa1, 0x44, 0x03, 0x42, 0x00]
            + key.publicKey.x963Representation
        let text = Data([0x30, UInt8(inner.count)] + inner).base64EncodedString(options: .lineLength64Characters)
        return "-----BEGIN EC PRIVATE KEY-----\n\(text.replacing("\r\n", with: "\n"))\n-----END EC PRIVATE KEY-----\n"
    }
}

/// Base64 of addresses, read back.
enum Base64Text {
    static func decode(_ text: String) -> [UInt8] {
        var plain = text.replacing("-", with: "+").replacing("_", with: "/")
        while plain.count % 4 != 0 { plain += "=" }
        return Array(Data(base64Encoded: plain) ?? Data())
    }
}
