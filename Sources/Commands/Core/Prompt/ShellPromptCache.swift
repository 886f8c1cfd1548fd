import Engine
import ShellKit
import SystemKit

/// What a shell keeps of the active identity: texts, instants, and a function that says from the ages of files whether
/// they still hold; and the small file that those ages are compared with, whose own age is fish's clock.
struct ShellPromptCache {
    private let segment: PromptSegment
    private let context: RuntimeContext
    private let shell: Shell

    init(_ segment: PromptSegment, _ context: RuntimeContext, _ shell: Shell) {
        self.segment = segment
        self.context = context
        self.shell = shell
    }

    /// The statements for the shell; keeps the file first, if there is none that is good.
    func statements() -> String {
        // Two seconds back: file systems and old shells that count in whole seconds must still see a change that is
        // made while this looks.
        let age = context.clock.now().seconds - 2
        let watched = watched
        var code = ShellCode(shell, facts)
        if let file = try? keep(hash(code.text), at: age, watched) {
            let change = segment.signIn.changes.map(\.seconds)
            code.append([
                .assign("_awsx_age", String(file.age)), .watch(watched, since: file.path, until: change),
            ])
        } else {
            code.append([.assign("_awsx_state", "")])
        }
        return code.text
    }

    private var facts: [ShellStatement] {
        let terminal = context.terminal
        let isColoured = terminal.isColoured(where: terminal.movesCursor)
        let ink = { (colour: Colour) in
            !isColoured ? "" : shell == .zsh ? String(colour.number) : colour.code
        }
        let (head, tail) = segment.aroundTime
        return [
            .assign("_awsx_kind", segment.kind.rawValue),
            .assign("_awsx_valid", String(segment.valid.seconds)),
            .assign("_awsx_renew", String(segment.renewable.seconds)),
            .assign("_awsx_timed", segment.format.hasTime ? "1" : ""),
            .assign("_awsx_head", head),
            .assign("_awsx_tail", tail),
            .assign("_awsx_past", segment.withoutTime),
            .assign("_awsx_alarm", segment.loginNeeded),
            .assign("_awsx_ink", ink(segment.colour)),
            .assign("_awsx_alarm_ink", ink(.yellow)),
            .assign("AWSX_PROMPT_PROFILE", TerminalSafe.text(segment.profile)),
            .assign("AWSX_PROMPT_REGION", TerminalSafe.text(segment.region)),
            .assign("AWSX_PROMPT_SCOPE", TerminalSafe.text(segment.scope)),
        ]
    }

    /// Everything that can change what is shown.
    private var watched: [WatchedFile] {
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        var files = [paths.config, paths.credentials, AwsxConfig.path(context)].compactMap { $0 }
        var listed: [String] = []
        if let folders = try? CacheFolders.of(context) {
            files += [folders.sso, folders.cli]
            let chain = segment.source?.chain ?? []
            let states = chain.flatMap { $0.provider.stateFiles(in: folders) }
            // The folders of the AWS CLI's caches are watched anyhow.
            listed += states.filter { $0.folder == folders.sso }.map(\.path)
            for file in chain.compactMap({ $0.provider.file(in: folders) }) {
                if file.folder == folders.cli { listed.append(file.path) } else { files.append(file.path) }
            }
            for state in states where state.folder != folders.sso {
                files.append(state.folder ?? state.path)
                if state.folder != nil { listed.append(state.path) }
            }
        }
        if segment.format.hasLogin, let session = segment.source?.session {
            files += [SignInSpan.path(session, context)].compactMap { $0 }
        }
        // A relative path would mean another file after the next cd.
        return files.filter { $0.hasPrefix("/") }.map { watch($0, isListed: false) }
            + listed.filter { $0.hasPrefix("/") }.map { watch($0, isListed: true) }
    }

    private func watch(_ path: String, isListed: Bool) -> WatchedFile {
        let modified = (try? context.files.status(path))?.modified.seconds
        return WatchedFile(path: path, modified: modified, isListed: isListed)
    }

    /// Nothing was changed in the second of that age or later.
    private func isSettled(_ watched: [WatchedFile], at age: Int64) -> Bool {
        watched.allSatisfy { $0.modified.map { $0 < age } ?? true }
    }

    /// Keeps a file that is good, so that shells which show the same don't make each other look again for ever. A file is
    /// never changed: what is known anew has another name, and the one before goes, which every shell notices that has it.
    private func keep(_ hash: String, at age: Int64, _ watched: [WatchedFile]) throws -> (path: String, age: Int64) {
        let folder = try folder()
        let prefix = "prompt-\(location)-\(shell.rawValue)-"
        let others = try folder.names().filter { $0.hasPrefix(prefix) }
        for name in others where name.hasSuffix("-\(hash)") {
            if let kept = Int64(name.dropFirst(prefix.count).prefix { $0 != "-" }), kept <= age,
                folder.writtenAt(name) == Instant(seconds: kept),
                isSettled(watched, at: kept)
            {
                return (folder.path(name), kept)
            }
        }
        let kept = "\(prefix)\(age)-\(hash)"
        let ends = "valid \(segment.valid.seconds)\nrenewable \(segment.renewable.seconds)\n"
        try folder.write(ends, to: kept)
        try FileTimestamp.set(folder.path(kept), age)
        for name in others where name != kept { try folder.remove(name) }
        return (folder.path(kept), age)
    }

    private func folder() throws -> PrivateFolder {
        if let runtime = context.environment.text(EnvironmentKey.xdgRuntimeFolder), runtime.hasPrefix("/"),
            let status = try context.files.status(runtime), status.kind == .folder, status.owner == effectiveUserID,
            status.mode & 0o022 == 0
        {
            return PrivateFolder("\(runtime)/awsx", context.files)
        }
        return try StateFolder.of(context).folder("prompt", context.files)
    }

    /// One place for each set of variables that decide what is shown; as many as there are identities in use.
    private var location: String { hash(PromptVariables.state(of: context.environment)) }

    /// Short, since shells take the longer for the longer paths; 64 bits tell those apart that one user has.
    private func hash(_ text: String) -> String { String(CacheKey.digest(text).prefix(16)) }
}
