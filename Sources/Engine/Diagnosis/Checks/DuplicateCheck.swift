import SystemKit

/// Cache files that say the same as another, or were never put in place: what `--fix` may remove.
package enum DuplicateCheck: Check {
    static let duplicate = Diagnosis.Code(
        "duplicate-cache-file", .files, .note,
        "a cache file that nothing configured names, whose token or keys are in another file too, or that is of the same portal and over"
    )
    static let temporary = Diagnosis.Code(
        "temporary-file-left", .files, .note, "a write that was cut short left its temporary file")

    package static let codes = [duplicate, temporary]

    /// Seconds after which nobody is still writing.
    private static let patience: Int64 = 3600

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        let expected = expectedPaths(input)
        let files = input.survey.cacheFiles
        return files.compactMap { file in
            guard !expected.contains(file.path) else { return nil }
            switch file.content {
            case .temporary:
                guard input.now.seconds(since: file.status.modified) > patience else { return nil }
                return remove(temporary, "nobody writes this file any more", file)
            case .token, .credentials:
                guard let original = files.first(where: { isKept($0, over: file, expected) && says($0, file, input) })
                else { return nil }
                return remove(
                    duplicate, "nothing configured names this file, and \(original.path) holds the same", file)
            case .registration, .other, .rubbish, .closed: return nil
            }
        }
    }

    /// Of two that nothing names, the newer one stays; of two of one age the first.
    private static func isKept(_ original: CacheFile, over file: CacheFile, _ expected: Set<String>) -> Bool {
        guard original.path != file.path, original.folder == file.folder else { return false }
        if expected.contains(original.path) { return true }
        let ages = (original.status.modified, file.status.modified)
        return ages.0 == ages.1 ? original.path < file.path : ages.0 > ages.1
    }

    private static func says(_ original: CacheFile, _ file: CacheFile, _ input: DoctorInput) -> Bool {
        switch (original.content, file.content) {
        case (.token(let kept), .token(let other)):
            if kept.accessToken == other.accessToken { return true }
            return kept.startURL != nil && kept.startURL == other.startURL && kept.region == other.region
                && other.expiresAt <= input.now && other.refreshToken == nil
        case (.credentials(let kept), .credentials(let other)):
            return kept.accessKeyID == other.accessKeyID && kept.sessionToken == other.sessionToken
        default: return false
        }
    }

    private static func remove(_ code: Diagnosis.Code, _ message: String, _ file: CacheFile) -> Diagnosis {
        let fix = Fix.remove(file.path)
        return Diagnosis(code, message, at: .file(file.path, line: nil), hint: fix.command, fix: fix)
    }

    /// The files that the configuration names.
    private static func expectedPaths(_ input: DoctorInput) -> Set<String> {
        guard let home = input.home else { return [] }
        let folders = CacheFolders(home: home)
        let sessions = ConfiguredSession.all(in: input.config)
        var paths = Set(sessions.map { folders.token($0.session) })
        for configured in sessions {
            for profile in configured.profiles {
                guard let role = try? SSOProfile(config: input.config).role(of: profile) else { continue }
                paths.insert(folders.file(role).path)
            }
        }
        return paths
    }
}
