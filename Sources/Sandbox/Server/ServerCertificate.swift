import Crypto
import NIOSSL
import SwiftASN1
import SystemKit
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A certificate for 127.0.0.1, localhost and names that a proxy leads here, by a certificate authority that was made for this one run.
struct ServerCertificate: Sendable {
    /// The authority's certificate, the only thing that is written down.
    let authorityPath: String
    private let certificate: Certificate
    private let key: P256.Signing.PrivateKey

    /// Makes both keys and writes the authority's certificate to `folder/ca.pem`, readable by its owner only.
    init(names: [String] = [], folder: String, now: Instant) throws {
        let authorityKey = P256.Signing.PrivateKey()
        let authorityName = try DistinguishedName { CommonName("awsx sandbox CA") }
        let authority = try Self.certificate(
            subject: authorityName,
            key: authorityKey,
            issuer: authorityName,
            issuerKey: authorityKey,
            now: now
        ) {
            Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
            Critical(KeyUsage(keyCertSign: true, cRLSign: true))
            SubjectKeyIdentifier(hash: Certificate.PublicKey(authorityKey.publicKey))
        }
        key = P256.Signing.PrivateKey()
        certificate = try Self.certificate(
            subject: try DistinguishedName { CommonName("localhost") },
            key: key,
            issuer: authorityName,
            issuerKey: authorityKey,
            now: now
        ) {
            Critical(BasicConstraints.notCertificateAuthority)
            Critical(KeyUsage(digitalSignature: true))
            try ExtendedKeyUsage([.serverAuth])
            SubjectAlternativeNames(
                [.dnsName("localhost"), .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1]))]
                    + names.map { .dnsName($0) })
            AuthorityKeyIdentifier(
                keyIdentifier: SubjectKeyIdentifier(hash: Certificate.PublicKey(authorityKey.publicKey)).keyIdentifier
            )
        }
        authorityPath = "\(folder)/ca.pem"
        let files = LocalFiles()
        try files.createFolder(folder, mode: 0o700)
        try files.write(Array("\(try authority.serializeAsPEM().pemString)\n".utf8), to: authorityPath, .secret)
    }

    func configuration() throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.serializeAsPEM().pemString.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem)
        return TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
    }

    private static func certificate(
        subject: DistinguishedName,
        key: P256.Signing.PrivateKey,
        issuer: DistinguishedName,
        issuerKey: P256.Signing.PrivateKey,
        now: Instant,
        @ExtensionsBuilder _ extensions: () throws -> Result<Certificate.Extensions, any Error>
    ) throws -> Certificate {
        let time = Date(timeIntervalSince1970: Double(now.seconds))
        return try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: time.addingTimeInterval(-86_400),
            notValidAfter: time.addingTimeInterval(30 * 86_400),
            issuer: issuer,
            subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions(builder: extensions),
            issuerPrivateKey: Certificate.PrivateKey(issuerKey)
        )
    }
}
