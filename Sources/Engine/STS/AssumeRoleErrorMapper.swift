/// What STS's refusals of a role mean to a person (<doc:STSAndSigning>, Errors).
struct AssumeRoleErrorMapper: Sendable {
    /// AWS doesn't take the keys that the request was signed with.
    private static let keysRefused = [
        "ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "SignatureDoesNotMatch",
    ]

    private let error: ServiceError

    init(_ error: ServiceError) { self.error = error }

    /// The code of an MFA device was wrong, or used before.
    var isAboutCode: Bool { error.message.contains("MultiFactorAuthentication failed") }

    func failure(of role: RoleAssumption) -> Failure {
        failure(
            "profile \(role.profile) is not allowed to assume \(role.roleARN.value)", at: role.roleARN.location,
            denied: isAboutCode ? "wait for the device's next code: each code works only once" : trust(of: role),
            RoleRequestRemedies(role))
    }

    /// The command that tells about the keys which the request was signed with.
    private func inspection(of role: RoleAssumption) -> Hint {
        guard case .profile(let source) = role.source.reference else {
            return "\(run: .explain(profile: role.profile)) shows where they come from"
        }
        return "\(run: .callerIdentity(profile: source.value)) checks them on their own"
    }

    /// What the role's trust may lack, or ask for.
    private func trust(of role: RoleAssumption) -> Hint {
        if error.message.contains("sts:TagSession") {
            return "omit --tag, or allow sts:TagSession in the role's trust policy"
        }
        if error.message.contains("sts:SetSourceIdentity") {
            return "omit --source-identity, or allow sts:SetSourceIdentity in the role's trust policy"
        }
        if Self.keysRefused.contains(error.code) {
            return "AWS rejected the keys of its source; \(inspection(of: role))"
        }
        var given: [String] = []
        var conditions: [String] = []
        if let device = role.mfaSerial {
            given.append("the device \(device.value)")
        } else {
            conditions.append("on MFA needs mfa_serial")
        }
        if let externalID = role.externalID {
            given.append("the external ID \(externalID.value)")
        } else {
            conditions.append("on an external ID needs external_id")
        }
        let with = given.isEmpty ? "" : ", with \(given.joined(separator: " and "))"
        let lacks = conditions.isEmpty ? "" : " A condition \(conditions.joined(separator: ", one "))"
        return "does the role trust the source of profile \(role.profile)\(with)?\(lacks)"
    }

    func failure(of identity: WebIdentity, token: Secret) -> Failure {
        let file = DisplayedCommandWord.quoted(identity.tokenFile.value)
        let hint: Hint
        if error.code.hasPrefix("ExpiredToken") {
            hint = "renew \(file): its token has expired"
        } else if token.reveal().last?.isNewline == true {
            hint = "\(file) ends with a line break, which is sent as part of the token: remove it"
        } else {
            hint = "does the role trust the issuer, audience and subject of the token in \(file)?"
        }
        return failure(
            "the web identity in \(identity.tokenFile.value) is not allowed to assume \(identity.roleARN.value)",
            at: identity.roleARN.location, denied: hint, RoleRequestRemedies(identity))
    }

    private func failure(
        _ what: String, at location: SourceLocation, denied hint: Hint, _ request: RoleRequestRemedies
    ) -> Failure {
        let general = Failure(error)
        if general.code == .throttled || general.code == .unreachable { return general }
        let words = "(AWS: \(error.code)\(error.message.isEmpty ? "" : ": \(shortened)"))"
        switch error.code {
        case "IDPCommunicationError":
            return Failure(
                .unreachable, "AWS could not reach the identity provider of the token \(words)", at: location,
                hint: "try again in a minute")
        case "RegionDisabledException":
            return .regionDisabled(error, words)
        case "MalformedPolicyDocument", "PackedPolicyTooLarge":
            let remedy = request.remedy("policy \(error.message)")
            return Failure(
                .configInvalid, "AWS rejected the session policy or tags \(words)", at: remedy.location,
                hint: remedy.hint)
        case "ValidationError":
            let remedy = request.remedy(error.message)
            return Failure(
                .configInvalid, "AWS rejected this request: \(what) \(words)", at: remedy.location,
                hint: remedy.hint)
        case "InvalidIdentityToken", "IDPRejectedClaim", "AccessDenied", "AccessDeniedException",
            _ where Self.keysRefused.contains(error.code):
            return Failure(.denied, "\(what) \(words)", at: location, hint: error.clockRemedy.map { Hint($0) } ?? hint)
        default:
            return Failure(general.code, "\(what) \(words)", at: location, hint: hint)
        }
    }

    /// The message as far as it can be read in a line or two: AWS repeats a whole policy that it doesn't take.
    private var shortened: String {
        let message = error.message
        return message.count <= 400 ? message : "\(message.prefix(200)) … \(message.suffix(190))"
    }
}
