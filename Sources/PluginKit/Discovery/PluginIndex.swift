import Engine
import SystemKit

/// What the folders of plugins held when they were last looked at, in one file: lists, help and completion read it instead
/// of every manifest, and `exec` finds in its head that no hook waits.
///
/// It tells nobody what may be run: a program and its manifest are looked at again then. It begins with what the kernel
/// says of the folders, and holds as long as that does.
struct PluginIndex {
    /// One file in a folder.
    enum Entry {
        case plugin(folder: Int, name: String, stamp: String, manifest: String)
        /// It could not be read, and is looked at anew each time.
        case broken(folder: Int, name: String)
        /// More were there than are looked at.
        case cut(folder: Int)
    }

    let head: String
    let hooks: [HookEvent: [String]]
    let providers: [String]
    let entries: [Entry]

    /// What the kernel says of a file: it is read again when that changes.
    static func stamp(of path: String, _ files: any FileSystem) -> String {
        guard let status = (try? files.status(path)) ?? nil else { return "-" }
        return "\(status.modified.milliseconds) \(status.size) \(status.mode) \(status.owner)"
    }

    /// What the index of these folders begins with.
    static func head(_ folders: [PluginFolder], _ files: any FileSystem) -> String {
        var head = "awsx-plugins 1 \(Version.text)\n"
        for folder in folders {
            let path = JSON.string(folder.path).serialized(.minified)
            head += "folder\t\(folder.origin.rawValue)\t\(stamp(of: folder.path, files))\t\(path)\n"
        }
        return head
    }
}

extension PluginIndex {
    /// Reads what was written; nil for what belongs to another state of the folders, or is broken.
    ///
    /// - Parameter headOnly: leaves the plugins unread.
    init?(_ text: [UInt8], head: String, headOnly: Bool) {
        let start = Array(head.utf8)
        guard text.starts(with: start) else { return nil }
        let rest = text[start.count...]
        // The file is whole only with its last line.
        guard rest.suffix(4) == Array("end\n".utf8)[...], let end = rest.firstIndex(of: 0x0a) else { return nil }
        var hooks: [HookEvent: [String]] = [:]
        var providers: [String] = []
        let first = String(decoding: rest[..<end], as: UTF8.self)
        guard first.hasPrefix("asked") else { return nil }
        for group in first.split(separator: "\t").dropFirst() {
            let parts = group.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return nil }
            let names = parts[1].split(separator: ",").map(String.init)
            if parts[0] == Self.providersMark {
                providers = names
            } else if let event = HookEvent(rawValue: parts[0]) {
                hooks[event] = names
            }
        }
        self.head = head
        self.hooks = hooks
        self.providers = providers
        guard !headOnly else {
            entries = []
            return
        }
        var entries: [Entry] = []
        for line in rest[(end + 1)...].split(separator: 0x0a).dropLast() {
            guard let entry = Entry(line) else { return nil }
            entries.append(entry)
        }
        self.entries = entries
    }

    private static let providersMark = "provider"

    var text: String {
        var asked = "asked"
        for event in HookEvent.allCases {
            if let names = hooks[event], !names.isEmpty {
                asked += "\t\(event.rawValue)=\(names.joined(separator: ","))"
            }
        }
        if !providers.isEmpty { asked += "\t\(Self.providersMark)=\(providers.joined(separator: ","))" }
        return head + asked + "\n" + entries.map { "\($0.line)\n" }.joined() + "end\n"
    }
}

extension PluginIndex.Entry {
    init?(_ line: ArraySlice<UInt8>) {
        let parts = line.split(separator: 0x09, maxSplits: 4, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count >= 2, let folder = Int(parts[1]) else { return nil }
        switch (parts[0], parts.count) {
        case ("plugin", 5): self = .plugin(folder: folder, name: parts[2], stamp: parts[3], manifest: parts[4])
        case ("broken", 3): self = .broken(folder: folder, name: parts[2])
        case ("cut", 2): self = .cut(folder: folder)
        default: return nil
        }
    }

    var line: String {
        switch self {
        case .plugin(let folder, let name, let stamp, let manifest):
            "plugin\t\(folder)\t\(name)\t\(stamp)\t\(manifest)"
        case .broken(let folder, let name): "broken\t\(folder)\t\(name)"
        case .cut(let folder): "cut\t\(folder)"
        }
    }
}
