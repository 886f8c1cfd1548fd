/// Keys in the two files.
package enum AccessKeysInFilesCheck: Check {
    static let longLived = Diagnosis.Code(
        "long-lived-keys", .files, .warning, "an IAM user's keys are in a file and stay valid until they are deleted")
    static let temporary = Diagnosis.Code(
        "temporary-keys-in-file", .files, .note, "temporary keys are in a file, where nothing renews them")

    package static let codes = [longLived, temporary]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        CappedFindings.single(of: input.profiles) { profile in
            guard let key = profile["aws_access_key_id"], profile["aws_secret_access_key"] != nil else { return nil }
            let token = profile["aws_security_token"] ?? profile["aws_session_token"]
            if let token, !token.value.isEmpty {
                return Diagnosis(
                    temporary, "profile \(profile.name) contains temporary keys, which expire and are not renewed",
                    at: key.location, hint: "remove them, then run \(run: .run(profile: nil)) or aws configure sso")
            }
            let file = input.config.paths
            let path = key.location.path == file.credentials ? "the credentials file" : "the config file"
            return Diagnosis(
                longLived, "profile \(profile.name) contains keys that never expire", at: key.location,
                hint:
                    "\(run: .configureProfile(profile.name)), then remove the two keys from \(path) and deactivate them in IAM"
            )
        }
    }
}

extension SourceLocation {
    /// The file that it is in.
    fileprivate var path: String? {
        guard case .file(let path, _) = self else { return nil }
        return path
    }
}
