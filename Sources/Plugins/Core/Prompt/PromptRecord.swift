import Engine
import ShellKit
import SystemKit

/// What a shell keeps of the active identity: texts, instants and the files to watch; and the small file that its
/// prompt compares their ages with.
struct PromptRecord {
    private let segment: PromptSegment
    private let world: World
    private let shell: Shell

    init(_ segment: PromptSegment, _ world: World, _ shell: Shell) {
        self.segment = segment
        self.world = world
        self.shell = shell
    }

    /// The statements for the shell; writes the file first, if what it holds is not good any more.
    func statements() -> String {
        // Two seconds back: file systems and old shells that count in whole seconds must still see a change that is
        // made while this looks.
        let age = world.clock.now().seconds - 2
        let known = facts
        var code = known
        if let file = try? keep(hash(known.text), at: age) {
            code.assign("_awsx_state", file.path)
            code.assign("_awsx_line", file.line)
        } else {
            code.assign("_awsx_state", "")
        }
        return code.text
    }

    private var facts: ShellCode {
        let isColoured = world.environment.text("NO_COLOR") == nil && world.environment["TERM"] != "dumb"
        let ink = { (colour: Colour) in
            !isColoured ? "" : shell == .zsh ? String(colour.number) : colour.code
        }
        let (head, tail) = segment.aroundTime
        var code = ShellCode(shell)
        code.assign("_awsx_kind", segment.kind.rawValue)
        code.assign("_awsx_valid", String(segment.valid.seconds))
        code.assign("_awsx_renew", String(segment.renewable.seconds))
        code.assign("_awsx_head", head)
        code.assign("_awsx_tail", tail)
        code.assign("_awsx_past", segment.withoutTime)
        code.assign("_awsx_alarm", segment.loginNeeded)
        code.assign("_awsx_ink", ink(segment.colour))
        code.assign("_awsx_alarm_ink", ink(.yellow))
        code.assign("AWSX_PROMPT_PROFILE", Printable.text(segment.profile))
        code.assign("AWSX_PROMPT_REGION", Printable.text(segment.region))
        let watched = watchedFiles.map { ($0, (try? world.files.status($0)) != nil) }
        code.assign("_awsx_present", watched.filter(\.1).map(\.0))
        code.assign("_awsx_absent", watched.filter { !$0.1 }.map(\.0))
        return code
    }

    /// Everything that can change what is shown.
    private var watchedFiles: [String] {
        let paths = ConfigPaths.resolve(environment: world.environment, home: world.home)
        var files = [paths.config, paths.credentials, OwnSettings.path(world)].compactMap { $0 }
        if let folders = try? CacheFolders.of(world) {
            files += [folders.sso, folders.cli]
            if let role = segment.source?.ssoRole { files.append(folders.token(role.session)) }
            files += (segment.source?.chain ?? []).compactMap { $0.file(in: folders)?.path }
        }
        // A relative path would mean another file after the next cd.
        return files.filter { $0.hasPrefix("/") }
    }

    /// Keeps a file that is good, so that shells which show the same don't make each other look again for ever.
    private func keep(_ hash: String, at age: Int64) throws -> (path: String, line: String) {
        let folder = try folder()
        let path = "\(folder)/prompt-\(place)-\(shell.rawValue)"
        if let old = try world.files.read(path, limit: 4096), let status = try world.files.status(path) {
            let line = String(decoding: old.prefix { $0 != 0x0a }, as: UTF8.self)
            let words = line.split(separator: " ")
            if words.count == 3, words[2] == hash, let kept = Int64(words[1]), status.modified.seconds == kept,
                kept <= age, try watchedFiles.allSatisfy({ try isOlder($0, than: kept) })
            {
                return (path, line)
            }
        }
        try world.files.createFolder(folder, mode: 0o700)
        let line = "awsx1 \(age) \(hash)"
        let ends = "valid \(segment.valid.seconds)\nrenewable \(segment.renewable.seconds)\n"
        try world.files.write(Array("\(line)\n\(ends)".utf8), to: path, .secret)
        try FileAge.set(path, age)
        return (path, line)
    }

    private func isOlder(_ path: String, than seconds: Int64) throws -> Bool {
        guard let status = try world.files.status(path) else { return true }
        return status.modified <= Instant(seconds: seconds)
    }

    private func folder() throws -> String {
        if let runtime = world.environment.text(EnvironmentKey.xdgRuntimeFolder), runtime.hasPrefix("/"),
            let status = try world.files.status(runtime), status.kind == .folder, status.owner == effectiveUserID,
            status.mode & 0o022 == 0
        {
            return "\(runtime)/awsx"
        }
        return "\(try StateFolder.of(world).path)/prompt"
    }

    /// One place for each set of variables that decide what is shown; as many as there are identities in use.
    private var place: String {
        let names = [
            EnvironmentKey.profile, EnvironmentKey.defaultProfile, EnvironmentKey.region, EnvironmentKey.defaultRegion,
            EnvironmentKey.accessKeyID, EnvironmentKey.credentialExpiration, EnvironmentKey.awsxProfile,
            EnvironmentKey.awsxRegionSet, EnvironmentKey.configFile, EnvironmentKey.credentialsFile,
            EnvironmentKey.home, EnvironmentKey.xdgConfigHome, "TERM", "NO_COLOR",
        ]
        return hash(
            names.map { name in world.environment[name].map { "\(name)=\($0)" } ?? name }.joined(separator: "\n"))
    }

    private func hash(_ text: String) -> String { String(CacheKey.digest(text).prefix(24)) }
}
