/// A device whose codes the sandbox knows beforehand; each is good for one request.
struct MFADevice: Sendable, Hashable, Codable {
    /// `arn:aws:iam::111111111111:mfa/ci`, or a hardware device's number.
    var serialNumber: String
    /// The ARN of the user who owns it; nobody else's requests may name it.
    var userArn: String
    /// Six digits each.
    var codes: [String]

    static let standard = [
        MFADevice(
            serialNumber: "arn:aws:iam::111111111111:mfa/ci",
            userArn: "arn:aws:iam::111111111111:user/ci",
            codes: (1...9).map { String(repeating: String($0), count: 6) }
        )
    ]
}
