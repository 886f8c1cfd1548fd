import Engine
import Foundation
import TestSupport

/// Somebody else on the machine, who looks at the folders of a HOME without a pause.
enum Onlooker {
    /// Looks until there is a file `stop`, and then once more; a file may be there and gone between two looks.
    private static let script = """
        import json, os, sys
        seen, wide = set(), set()
        is_last = False
        while not is_last:
            is_last = os.path.exists(sys.argv[1] + "/stop")
            for folder in (".aws/sso/cache", ".aws/cli/cache", ".aws/login/cache", ".local/state/awsx"):
                for place, _, names in os.walk(os.path.join(sys.argv[1], folder)):
                    for name in names:
                        path = os.path.join(place, name)
                        try: mode = os.lstat(path).st_mode & 0o777
                        except FileNotFoundError: continue
                        seen.add(name)
                        if mode != 0o600: wide.add("%s %o" % (path, mode))
        print(json.dumps({"count": len(seen), "open": sorted(wide)}))
        """

    /// How many files were seen until `stop`, and which of them others could have opened.
    static func watch(_ home: EndToEndHome) async throws -> (count: Int, open: [String]) {
        let report = try await PythonScript.run(script, arguments: [home.path])
        guard let json = JSON(Array(report.utf8)), let count = json["count"]?.integer else {
            throw Workspace.Broken("the onlooker says: \(report)")
        }
        return (Int(count), (json["open"]?.array ?? []).compactMap(\.string))
    }

    static func stop(_ home: EndToEndHome) throws { try home.write("", to: "stop") }
}

extension EndToEndHome {
    /// The folders of caches and state that others may write to, with their modes.
    func foldersOpenForWriting() throws -> [String] {
        let files = FileManager.default
        return try [".aws", ".local"].flatMap { top in
            try ([top] + files.subpathsOfDirectory(atPath: "\(path)/\(top)").map { "\(top)/\($0)" })
        }.filter { name in
            let attributes = try files.attributesOfItem(atPath: "\(path)/\(name)")
            let mode = attributes[.posixPermissions] as? Int ?? 0o777
            return attributes[.type] as? FileAttributeType == .typeDirectory && mode & 0o022 != 0
        }
    }
}
