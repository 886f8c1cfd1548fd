import SystemKit

/// Cache files that say the same as another, or were never put in place: what `--fix` may remove.
package enum RedundantCacheFileCheck: Check {
    static let duplicate = Diagnosis.Code(
        "duplicate-cache-file", .files, .note,
        "an unused cache file: its token or keys are in another file too, or it has expired and its portal has a newer one"
    )
    static let temporary = Diagnosis.Code(
        "temporary-file-left", .files, .note, "a temporary file left by an interrupted write")

    package static let codes = [duplicate, temporary]

    /// Seconds after which nobody is still writing.
    private static let patience: Int64 = 3600

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        let expected = expectedPaths(input)
        var originals: [Saying: CacheFile] = [:]
        for file in input.inventory.cacheFiles {
            for saying in sayings(of: file) where originals[saying].map({ isKept(file, over: $0, expected) }) ?? true {
                originals[saying] = file
            }
        }
        return CappedFindings.single(of: input.inventory.cacheFiles) { file in
            guard !expected.contains(file.path) else { return nil }
            switch file.content {
            case .temporary:
                guard input.now.seconds(since: file.status.modified) > patience else { return nil }
                return remove(temporary, "no running process writes this file", file)
            case .token, .credentials:
                let said = sayings(of: file).filter { isSaid($0, by: file, input) }
                guard let original = said.compactMap({ originals[$0] }).first(where: { $0.path != file.path })
                else { return nil }
                return remove(
                    duplicate, "no configured session uses this file, and \(original.path) has the same contents", file)
            case .registration, .other, .rubbish, .closed: return nil
            }
        }
    }

    /// What two files have in common of which one is too many.
    private enum Saying: Hashable {
        case token(CacheFile.Folder, Secret)
        case portal(CacheFile.Folder, url: String, region: String?)
        case keys(CacheFile.Folder, id: String, token: Secret?)
    }

    private static func sayings(of file: CacheFile) -> [Saying] {
        switch file.content {
        case .token(let token):
            let portal = token.startURL.map { Saying.portal(file.folder, url: $0, region: token.region) }
            return [.token(file.folder, token.accessToken)] + [portal].compactMap(\.self)
        case .credentials(let keys): return [.keys(file.folder, id: keys.accessKeyID, token: keys.sessionToken)]
        case .registration, .other, .rubbish, .closed, .temporary: return []
        }
    }

    /// To be of the same portal is enough only for a token that is over and can't be refreshed.
    private static func isSaid(_ saying: Saying, by file: CacheFile, _ input: DoctorInput) -> Bool {
        guard case .portal = saying, case .token(let token) = file.content else { return true }
        return token.expiresAt <= input.now && token.refreshToken == nil
    }

    /// One that is configured stays, else the newer one; of two of one age the first by name.
    private static func isKept(_ file: CacheFile, over other: CacheFile, _ expected: Set<String>) -> Bool {
        let areExpected = (expected.contains(file.path), expected.contains(other.path))
        guard areExpected.0 == areExpected.1 else { return areExpected.0 }
        let ages = (file.status.modified, other.status.modified)
        return ages.0 == ages.1 ? file.path < other.path : ages.0 > ages.1
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
