import SystemKit

/// Whose the files are: after `sudo aws …` often root's.
package enum FileOwnerCheck: Check {
    static let foreign = Diagnosis.Code(
        "file-of-another-user", .files, .error, "a config or credentials file belongs to another user")
    static let caches = Diagnosis.Code(
        "cache-of-another-user", .files, .error,
        "a cache file or folder belongs to another user, so sign-ins can't be saved")
    static let home = Diagnosis.Code(
        "home-of-another-user", .files, .warning,
        "awsx runs as root in another user's home, and its files there belong to root")

    package static let codes = [foreign, caches, home]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        if input.userID == 0 {
            guard let owner = input.inventory.homeOwner, owner != 0, let home = input.home else { return [] }
            return [
                Diagnosis(
                    self.home, "awsx runs as root in the home of user \(owner), who can't change the files it writes",
                    at: .file(home, line: nil), hint: "run awsx without sudo, or with sudo -H")
            ]
        }
        let known = input.inventory.files.compactMap { file -> Diagnosis? in
            switch file.kind {
            case .folder, .way: return told(caches, file.path, file.status, input)
            // What an administrator set up for all is read well.
            case .config, .credentials, .ownConfig:
                return file.status.owner == 0 ? nil : told(foreign, file.path, file.status, input)
            }
        }
        return known + input.inventory.cacheFiles.compactMap { told(caches, $0.path, $0.status, input) }
    }

    private static func told(
        _ code: Diagnosis.Code, _ path: String, _ status: FileStatus, _ input: DoctorInput
    ) -> Diagnosis? {
        guard status.owner != input.userID else { return nil }
        return Diagnosis(
            code, "it belongs to user \(status.owner), and you are \(input.userID)", at: .file(path, line: nil),
            hint: "sudo chown \(input.userID) \(DisplayedCommandWord.quoted(path))")
    }
}
