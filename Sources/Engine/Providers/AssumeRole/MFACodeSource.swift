/// Where the codes of MFA devices come from: a person, the command line, a program.
package protocol MFACodeSource: Sendable {
    /// A device's present code; nil if none can be had, or no other after one that was refused.
    ///
    /// Throws: `.interrupted` where a person gave up, and what a program has to say.
    func code(for question: MFAQuestion) async throws -> Secret?
}

/// What a person must know to give a code.
package struct MFAQuestion: Sendable, Hashable {
    /// The device's serial number or ARN, and where that is configured.
    package let device: Setting
    package let roleARN: String
    /// The profile that asks for the role.
    package let profile: String
    /// What AWS said of the code before.
    package let refusal: String?

    package init(device: Setting, roleARN: String, profile: String, refusal: String?) {
        self.device = device
        self.roleARN = roleARN
        self.profile = profile
        self.refusal = refusal
    }
}

/// Six digits, as every device shows them.
package enum MFACodeFormat {
    package static func isValid(_ text: String) -> Bool {
        text.utf8.count == 6 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
