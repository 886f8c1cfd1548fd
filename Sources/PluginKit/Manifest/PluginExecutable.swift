/// A program of a plugin beside its main one, and what it is run for; it lies in the folder of the manifest.
package struct PluginExecutable: Sendable, Hashable {
    /// The file's name, which begins with that of the main one.
    package let file: String
    package let kinds: [Manifest.Kind]
    package let hooks: [HookEvent]
    package let subcommands: [String]

    package init(
        _ file: String, kinds: [Manifest.Kind] = [], hooks: [HookEvent] = [], subcommands: [String] = []
    ) {
        self.file = file
        self.kinds = kinds
        self.hooks = hooks
        self.subcommands = subcommands
    }

    /// Whether it is run for a call: named for the event or the subcommand itself, or for the kind.
    fileprivate func serves(_ call: PluginCall, byName: Bool) -> Bool {
        switch call {
        case .hook(let event): byName ? hooks.contains(event) : kinds.contains(.hook)
        case .command(let subcommand?), .completion(let subcommand?):
            byName ? subcommands.contains(subcommand) : kinds.contains(.command)
        case .command(nil), .completion(nil): !byName && kinds.contains(.command)
        case .provider: !byName && kinds.contains(.provider)
        }
    }

    /// `awsx-NAME`, or that with more words of lower-case letters, digits, dashes and dots behind a dash or a dot: a name
    /// in a folder, never a path, and no other manifest.
    package static func isFile(_ file: String, of plugin: String) -> Bool {
        let main = "awsx-\(plugin)"
        guard file != main else { return true }
        guard file.hasPrefix("\(main)-") || file.hasPrefix("\(main)."), !file.hasSuffix(".json"),
            file.utf8.count <= 128, let last = file.utf8.last, last != 0x2d, last != 0x2e
        else { return false }
        return file.utf8.allSatisfy {
            (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d || $0 == 0x2e
        }
    }
}

extension Manifest {
    /// The file to run for a call: the one named for just that event or subcommand, else the one for its kind, else
    /// `awsx-NAME`.
    package func executable(for call: PluginCall) -> String {
        let found =
            executables.first { $0.serves(call, byName: true) } ?? executables.first { $0.serves(call, byName: false) }
        return found?.file ?? mainExecutable
    }

    /// Every file that may be run for it, each once, the main one first unless others serve in its place everywhere.
    package var allExecutables: [String] {
        var files: [String] = []
        var calls = kinds.filter { $0 != .hook }.map {
            $0 == .command ? PluginCall.command(subcommand: nil) : .provider
        }
        calls += hooks.map(PluginCall.hook)
        for file in calls.map(executable) + executables.map(\.file) where !files.contains(file) { files.append(file) }
        return files
    }

    package var mainExecutable: String { "awsx-\(name)" }
}
