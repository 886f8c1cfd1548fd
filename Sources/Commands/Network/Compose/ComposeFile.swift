import Engine
import PluginKit
import SystemKit
import Yams

/// The services of a user's compose file, as far as an override has to know them (compose-spec.io).
struct ComposeFile: Sendable, Hashable {
    /// Those that can join a network, in their order.
    let services: [String]
    /// Those that can't, since they have a `network_mode`.
    let alone: [String]

    /// - Throws: `.fileUnreadable`, `.configUnparsable` with the line, `.configInvalid` for a file without services.
    static func load(_ path: String, _ files: any FileSystem) throws(Failure) -> ComposeFile {
        let bytes = try translating(.fileUnreadable) { () throws(SystemFailure) in
            try files.read(path, limit: SharedConfig.largestFile)
        }
        guard let bytes else { throw Failure(.fileUnreadable, "there is no such file", at: .file(path, line: nil)) }
        return try ComposeFile(String(decoding: bytes, as: UTF8.self), path: path)
    }

    /// - Throws: as `load`.
    init(_ text: String, path: String) throws(Failure) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw Failure(.configUnparsable, "this is not YAML: \(error.reason)", at: .file(path, line: error.line))
        } catch {
            throw Failure(.configUnparsable, "this is not YAML", at: .file(path, line: nil))
        }
        guard let found = root?.mapping?["services"]?.mapping, !found.isEmpty else {
            throw Failure(.configInvalid, "this file has no services", at: .file(path, line: nil))
        }
        var services: [String] = []
        var alone: [String] = []
        for (key, value) in found {
            guard let name = key.string, Self.isName(name) else {
                throw Failure(
                    .configInvalid, "\(DisplayedCommandWord.quoted(key.string ?? "")) is not a valid service name",
                    at: .file(path, line: key.mark?.line))
            }
            if value.mapping?["network_mode"] == nil { services.append(name) } else { alone.append(name) }
        }
        self.services = services
        self.alone = alone
    }

    /// What compose takes, which YAML reads as a text wherever it begins with a letter.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "._-".utf8.contains(byte)
            }
    }
}

extension YamlError {
    fileprivate var reason: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        case .reader(let problem, _, _, _): problem
        default: "it can't be read"
        }
    }

    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: nil
        }
    }
}
