import SystemKit

/// Who may read files with secrets, and who may change what decides about them. All of it `--fix` mends.
package enum FileModeCheck: Check {
    static let secrets = Diagnosis.Code(
        "file-too-open", .files, .warning, "a file with secrets can be read by other users")
    static let writable = Diagnosis.Code(
        "file-writable", .files, .error, "other users can change a file that determines your AWS identity")
    static let folder = Diagnosis.Code(
        "folder-writable", .files, .error, "other users can add files to a folder that determines your AWS identity")

    package static let codes = [secrets, writable, folder]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        let known = input.inventory.files.compactMap { examine($0, input) }
        let caches = input.inventory.cacheFiles.compactMap { file -> Diagnosis? in
            switch file.content {
            case .rubbish, .temporary: return nil
            case .token, .registration, .credentials, .other, .closed: break
            }
            return secret(file.path, file.status, "a cache file")
        }
        return known + caches
    }

    private static func examine(_ file: FileInventory.FoundFile, _ input: DoctorInput) -> Diagnosis? {
        let status = file.status
        switch file.kind {
        case .folder:
            guard othersMayWrite(status, input) else { return nil }
            // Where only its owner may remove a file, others can still add one.
            return narrow(
                folder, "other users can add files to \(file.path) (\(octal(status.mode)))", file.path,
                status.mode & ~0o022)
        case .way:
            guard othersMayWrite(status, input) else { return nil }
            let message = "other users can replace a parent folder of your sign-in files (\(octal(status.mode)))"
            // Whose it is takes the permissions away.
            guard status.owner == input.userID else {
                return Diagnosis(
                    folder, message, at: .file(file.path, line: nil),
                    hint: "keep them in a folder that only you can change")
            }
            return narrow(folder, message, file.path, status.mode & ~0o022)
        case .credentials: return secret(file.path, status, "the credentials file")
        case .config:
            let holdsKeys = input.profiles.contains { $0.fromConfigFile("aws_secret_access_key") != nil }
            if holdsKeys, let found = secret(file.path, status, "the config file, which contains keys,") {
                return found
            }
            return openConfig(file, input)
        case .ownConfig: return openConfig(file, input)
        }
    }

    private static func openConfig(_ file: FileInventory.FoundFile, _ input: DoctorInput) -> Diagnosis? {
        guard othersMayWrite(file.status, input) else { return nil }
        return narrow(
            writable,
            "other users can write to \(file.path) (\(octal(file.status.mode))) and change which programs you run",
            file.path, file.status.mode & 0o600)
    }

    private static func secret(_ path: String, _ status: FileStatus, _ what: String) -> Diagnosis? {
        guard status.kind == .regular, status.mode & 0o077 != 0 else { return nil }
        return narrow(
            secrets,
            "\(what) can be \(status.mode & 0o044 != 0 ? "read" : "changed") by other users (\(octal(status.mode)))",
            path, status.mode & 0o600)
    }

    private static func narrow(_ code: Diagnosis.Code, _ message: String, _ path: String, _ mode: UInt16) -> Diagnosis {
        let fix = Fix.mode(path, mode)
        return Diagnosis(code, message, at: .file(path, line: nil), hint: fix.command, fix: fix)
    }

    private static func othersMayWrite(_ status: FileStatus, _ input: DoctorInput) -> Bool {
        status.mode & 0o002 != 0 || status.mode & 0o020 != 0 && !input.inventory.isGroupPrivate(status.group)
    }

    private static func octal(_ mode: UInt16) -> String {
        let digits = String(mode & 0o777, radix: 8)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
