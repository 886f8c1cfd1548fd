/// What STS's refusals of a role mean to a person (facts 10.3).
struct RoleRefusal: Sendable {
    private let error: ServiceError

    init(_ error: ServiceError) { self.error = error }

    /// The code of an MFA device was wrong, or used before.
    var isAboutCode: Bool { error.message.contains("MultiFactorAuthentication failed") }

    func failure(of role: RoleAssumption) -> Failure {
        let hint: String
        if isAboutCode {
            hint = "wait for the device's next code: each is taken once"
        } else if let device = role.mfaSerial {
            hint = "does the role trust the source of profile \(role.profile), with the device \(device.value)?"
        } else {
            hint = "does the role trust the source of profile \(role.profile)? A condition on MFA needs mfa_serial"
        }
        return failure(
            "profile \(role.profile) may not assume \(role.roleARN.value)", at: role.roleARN.place, denied: hint)
    }

    func failure(of identity: WebIdentity, token: Secret) -> Failure {
        let file = CommandWord.quoted(identity.tokenFile.value)
        let hint: String
        if error.code.hasPrefix("ExpiredToken") {
            hint = "have \(file) written anew: its token has expired"
        } else if token.reveal().last?.isNewline == true {
            hint = "\(file) ends with a line break, which is sent as part of the token: remove it"
        } else {
            hint = "does the role trust the issuer, audience and subject of the token in \(file)?"
        }
        return failure(
            "the web identity in \(identity.tokenFile.value) may not assume \(identity.roleARN.value)",
            at: identity.roleARN.place, denied: hint)
    }

    private func failure(_ what: String, at place: Place, denied hint: String) -> Failure {
        let general = Failure(error)
        if general.code == .throttled || general.code == .unreachable { return general }
        let words = "(AWS: \(error.code)\(error.message.isEmpty ? "" : ": \(error.message)"))"
        switch error.code {
        case "IDPCommunicationError":
            return Failure(
                .unreachable, "AWS could not reach the identity provider of the token \(words)", at: place,
                hint: "try again in a minute")
        case "RegionDisabledException":
            return Failure(
                .configInvalid, "STS is switched off in this region \(words)", at: .url(error.url),
                hint: "name another with --region")
        case "MalformedPolicyDocument", "PackedPolicyTooLarge":
            return Failure(
                .configInvalid, "AWS doesn't take the session policy or tags \(words)", at: place,
                hint: "make them shorter or mend them")
        case "ValidationError":
            return Failure(
                .configInvalid, "AWS doesn't take this request: \(what) \(words)", at: place,
                hint: "awsx explain shows every setting of the request")
        case "ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "SignatureDoesNotMatch",
            "InvalidIdentityToken", "IDPRejectedClaim", "AccessDenied", "AccessDeniedException":
            return Failure(.denied, "\(what) \(words)", at: place, hint: hint)
        default:
            return Failure(general.code, "\(what) \(words)", at: place, hint: hint)
        }
    }
}
