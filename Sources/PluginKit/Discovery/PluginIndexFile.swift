import Engine
import SystemKit

/// The index in awsx's state folder: read while it holds, made anew when it doesn't.
struct PluginIndexFile {
    private static let name = "plugins-index"
    private static let largest = 16 << 20
    /// A folder that was changed within so many milliseconds may change again unnoticed, in the same tick of its clock.
    private static let tick: Int64 = 2000

    private let context: RuntimeContext
    private let folders: [PluginFolder]
    private let state: PrivateFolder?

    init(_ context: RuntimeContext, _ folders: [PluginFolder]) {
        self.context = context
        self.folders = folders
        state = (try? StateFolder.of(context)).map { PrivateFolder($0.path, context.files) }
    }

    /// What the folders hold.
    ///
    /// - Parameter headOnly: for `exec`, which needs to know who is asked, and nothing of the others.
    func current(headOnly: Bool = false) -> PluginIndex {
        let head = PluginIndex.head(folders, context.files)
        if let kept = kept(head, headOnly: headOnly) { return kept }
        let (index, isSettled) = made(head)
        if isSettled { keep(index) }
        return index
    }

    private func kept(_ head: String, headOnly: Bool) -> PluginIndex? {
        guard let state, isOurs(state.path(Self.name)),
            let text = (try? state.read(Self.name, limit: Self.largest)) ?? nil,
            let index = PluginIndex(text, head: head, headOnly: headOnly)
        else { return nil }
        // A manifest that is written in place leaves its folder's age.
        let isFresh = index.entries.allSatisfy { entry in
            switch entry {
            case .plugin(let folder, let name, let stamp, _):
                folders.indices.contains(folder)
                    && PluginIndex.stamp(of: folders[folder].manifestPath(name), context.files) == stamp
            case .broken(let folder, _), .cut(let folder): folders.indices.contains(folder)
            }
        }
        return isFresh ? index : nil
    }

    /// Whether nobody else wrote it: it could hide a hook.
    private func isOurs(_ path: String) -> Bool {
        guard let status = (try? context.files.status(path)) ?? nil else { return false }
        return (status.owner == effectiveUserID || status.owner == 0) && status.mode & 0o022 == 0
    }

    private func made(_ head: String) -> (index: PluginIndex, isSettled: Bool) {
        let files = context.files
        let now = context.clock.now().milliseconds
        var isSettled = folders.allSatisfy { folder in
            guard let status = (try? files.status(folder.path)) ?? nil else { return true }
            return now - status.modified.milliseconds >= Self.tick
        }
        var entries: [PluginIndex.Entry] = []
        var names: Set<String> = []
        var hooks: [HookEvent: [String]] = [:]
        var providers: [String] = []
        for (number, folder) in folders.enumerated() {
            let (found, isCut) = folder.names(files)
            for name in found {
                // Before it is read, so that what changes meanwhile is noticed.
                let stamp = PluginIndex.stamp(of: folder.manifestPath(name), files)
                let isFirst = names.insert(name).inserted
                do throws(Failure) {
                    let manifest = try folder.load(name, files).manifest
                    entries.append(
                        .plugin(
                            folder: number, name: name, stamp: stamp, manifest: manifest.json.serialized(.sortedLine)))
                    guard isFirst else { continue }
                    for hook in manifest.hooks { hooks[hook, default: []].append(name) }
                    if manifest.kinds.contains(.provider) { providers.append(name) }
                } catch {
                    // A name that is none, such as one with a tab, is read each time.
                    if !Manifest.isName(name) { isSettled = false }
                    entries.append(.broken(folder: number, name: name))
                    guard isFirst, Manifest.isName(name) else { continue }
                    // Who trusted a policy wants no run without it: it is found broken when it is asked.
                    for hook in PluginGrants.policyHooks(name, in: folder, context) {
                        hooks[hook, default: []].append(name)
                    }
                }
            }
            if isCut { entries.append(.cut(folder: number)) }
        }
        return (PluginIndex(head: head, hooks: hooks, providers: providers, entries: entries), isSettled)
    }

    /// One that can't be kept is made each time.
    private func keep(_ index: PluginIndex) {
        let text = Array(index.text.utf8)
        guard text.count <= Self.largest else { return }
        try? state?.write(text, to: Self.name, .ownNote)
    }
}
