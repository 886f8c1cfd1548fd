import Engine
import SystemKit

/// Docker's `config.json` (<doc:ConsoleAndClusters>, Docker's credential helpers): members that awsx doesn't know keep their
/// place and value.
struct DockerConfigFile {
    private static let helpers = "credHelpers"
    /// What stands behind `docker-credential-`.
    static let helper = "awsx"

    /// - Throws: `.configInvalid` where no home folder is known.
    static func path(_ context: RuntimeContext) throws(Failure) -> String {
        if let folder = context.environment.text(EnvironmentKey.dockerConfig) { return "\(folder)/config.json" }
        guard let home = context.home else {
            throw Failure(
                .configInvalid, "there is no home directory for Docker's config", at: .variable(EnvironmentKey.home),
                hint: "export HOME=/path/to/your/home")
        }
        return "\(home)/.docker/config.json"
    }

    /// The file with awsx as the helper of registries.
    ///
    /// - Throws: `.configUnparsable` for a file that Docker couldn't read either.
    static func adding(_ registries: [String], to bytes: [UInt8]?, path: String) throws(Failure) -> [UInt8] {
        let bytes = bytes ?? []
        guard let json = bytes.isEmpty ? .object([]) : JSON(bytes), var members = json.members else {
            throw unreadable(path, "is not a JSON object")
        }
        let place = members.firstIndex { $0.name == helpers }
        guard var entries = place.map({ members[$0].value.members }) ?? [] else {
            throw unreadable(path, "has a \(helpers) that is not an object")
        }
        guard registries.contains(where: { name in !entries.contains(JSON.Member(name, .string(helper))) }) else {
            return bytes
        }
        for registry in registries {
            let entry = JSON.Member(registry, .string(helper))
            if let index = entries.firstIndex(where: { $0.name == registry }) {
                entries[index] = entry
            } else {
                entries.append(entry)
            }
        }
        let value = JSON.Member(helpers, .object(entries))
        if let place { members[place] = value } else { members.append(value) }
        return Array("\(JSON.object(members).serialized(.tabbed))\n".utf8)
    }

    private static func unreadable(_ path: String, _ what: String) -> Failure {
        Failure(
            .configUnparsable, "Docker's config \(what)", at: .file(path, line: nil),
            hint: "look at it: python3 -m json.tool \(DisplayedCommandWord.quoted(path))")
    }
}
