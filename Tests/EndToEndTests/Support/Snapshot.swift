import Foundation
import TestSupport

/// Every file of a HOME's `.aws` with its bytes and mode, but for locks: whether anything was lost.
struct Snapshot: Equatable {
    private let entries: [String: String]

    init(_ home: EndToEndHome) throws {
        var entries: [String: String] = [:]
        let folder = "\(home.path)/.aws"
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where !name.hasSuffix(".lock") {
            let path = "\(folder)/\(name)"
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let type = attributes[.type] as? FileAttributeType
            // A folder for locks may be made.
            if type == .typeDirectory { continue }
            let bytes = type == .typeRegular ? try? Data(contentsOf: URL(fileURLWithPath: path)) : nil
            entries[name] = "\(type?.rawValue ?? "") \(attributes[.posixPermissions] ?? 0) \(bytes?.hashValue ?? 0)"
        }
        self.entries = entries
    }
}

extension EndToEndHome {
    /// Runs a script as somebody whom permissions bind: as oneself, or as root without root's power over files.
    func asMortal(_ script: String) async throws -> ProgramOutcome {
        let mortal =
            geteuid() == 0
            ? "setpriv --bounding-set -dac_override,-dac_read_search,-fowner sh -c '\(script)'" : script
        return try await shell(mortal)
    }

    /// Runs a script where it may mount file systems, as root or in a user namespace; the mounts end with it.
    func mounting(_ script: String) async throws -> ProgramOutcome {
        try write("set -eu\n\(script)\n", to: "script")
        return try await shell("exec unshare \(geteuid() == 0 ? "-m" : "-rm") sh script")
    }
}
