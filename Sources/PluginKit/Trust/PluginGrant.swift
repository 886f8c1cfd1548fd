import Engine
package import SystemKit

/// What a user trusted, and with what: a plugin at a place, as it was then.
package struct PluginGrant: Sendable, Hashable {
    /// The manifest's, with the folder's links followed.
    package let path: String
    /// Of the manifest and the executables together (`PluginFiles.digest`).
    package let digest: String
    /// The digest of each file by its name, so that it can be told which one changed.
    package let files: [String: String]
    /// What it asked for.
    package let request: PluginRequest
    /// The identity variables that it gets.
    package let environment: [String]
    package let grantedAt: Instant

    package init(
        path: String, digest: String, files: [String: String], request: PluginRequest, environment: [String],
        grantedAt: Instant
    ) {
        self.path = path
        self.digest = digest
        self.files = files
        self.request = request
        self.environment = environment
        self.grantedAt = grantedAt
    }

    /// Names of files that are not as they were, are new or are gone.
    package func changes(to present: PluginFiles) -> [String] {
        let now = present.all.filter { files[$0.name] != $0.digest }.map(\.name)
        return now + files.keys.filter { name in !present.all.contains { $0.name == name } }.sorted()
    }
}

extension PluginGrant {
    init?(_ bytes: [UInt8]) {
        guard let json = JSON(bytes), json["schema"]?.integer == 1, let path = json["path"]?.string,
            let digest = json["sha256"]?.string, let request = json["asked"].flatMap(PluginRequest.init),
            let grantedAt = json["grantedAt"]?.string.flatMap(Instant.init(iso8601:))
        else { return nil }
        let files = (json["files"]?.members ?? []).compactMap { file in file.value.string.map { (file.name, $0) } }
        self.init(
            path: path, digest: digest, files: Dictionary(files) { _, later in later }, request: request,
            environment: (json["env"]?.array ?? []).compactMap(\.string), grantedAt: grantedAt)
    }

    var json: JSON {
        .object([
            "schema": .integer(1), "path": .string(path), "sha256": .string(digest),
            "files": .object(files.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }),
            "asked": request.json, "env": .array(environment.map(JSON.string)),
            "grantedAt": .string(grantedAt.iso8601),
        ])
    }
}
