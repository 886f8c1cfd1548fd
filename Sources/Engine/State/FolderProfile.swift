package import SystemKit

/// A file `.awsx`: which profile a folder works as. It is data; what it names must be in the user's own config.
package struct FolderProfile: Sendable, Hashable {
    package static let name = ".awsx"

    package let path: String
    package let profile: String
    package let region: String?
    /// Of its real path and all its bytes: what `awsx allow` remembers.
    package let digest: String

    /// Reads and judges a file.
    ///
    /// - Throws: `.denied` if others could have written it, or if it is a link: what was allowed is a text in a place, and a
    ///   link that came with somebody's folder would bring it to another. `.configInvalid` for what is no such file.
    package static func load(_ path: String, files: any FileSystem, userID: UInt32 = effectiveUserID) throws(Failure)
        -> FolderProfile
    {
        guard let real = realPlace(of: path) else {
            throw Failure(.fileUnreadable, "there is no file \(name) here", at: .file(path, line: nil))
        }
        let (link, status) = try translating(.fileUnreadable) { () throws(SystemFailure) in
            let link = try files.link(real)
            return (link, link == nil ? try files.status(real) : nil)
        }
        guard link == nil else {
            throw Failure(
                .denied, "this is a link, and only a regular file in this folder is followed",
                at: .file(real, line: nil), hint: "copy its lines into a file in this folder")
        }
        guard let status, status.kind == .regular else {
            let what = status == nil ? "there is no file \(name) here" : "this is not a regular file"
            throw Failure(.fileUnreadable, what, at: .file(real, line: nil))
        }
        let found = try translating(.fileUnreadable) { () throws(SystemFailure) in
            try PathTrust.firstFault(in: real, files, userID: userID)
        }
        switch found {
        case (let part, .foreign)?:
            throw Failure(
                .denied, "this belongs to another user, so \(real) is not followed", at: .file(part, line: nil))
        case (let part, .writable)?:
            throw Failure(
                .denied, "other users can write here, so \(real) is not followed", at: .file(part, line: nil),
                hint: "chmod go-w \(DisplayedCommandWord.quoted(part))")
        case nil: break
        }
        let bytes = try translating(.fileUnreadable) { () throws(SystemFailure) in
            try files.read(real, limit: 4096)
        }
        guard let bytes else {
            throw Failure(.fileUnreadable, "this is not a regular file", at: .file(real, line: nil))
        }
        return try FolderProfile(parsing: bytes, path: real)
    }

    /// The file's place by its folder's real path; its own name is not looked through.
    private static func realPlace(of path: String) -> String? {
        guard !path.hasSuffix("/"), let name = path.lastPathName, ![".", ".."].contains(name) else { return nil }
        return realPath(path.parentFolder)?.appendingPath(name)
    }

    package init(parsing bytes: [UInt8], path: String) throws(Failure) {
        let text = String(decoding: bytes, as: UTF8.self)
        var values: [String: (text: String, location: SourceLocation)] = [:]
        // A carriage return and a line feed are one character.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (number, line) in lines.enumerated() {
            let line = line.trimmed
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: "=", maxSplits: 1).map(\.trimmed)
            let location = SourceLocation.file(path, line: number + 1)
            guard parts.count == 2, ["profile", "region"].contains(parts[0]) else {
                throw Failure(.configInvalid, "this line is not profile = NAME or region = NAME", at: location)
            }
            guard values[parts[0]] == nil else {
                throw Failure(
                    .configInvalid, "there is a second line for \(parts[0])", at: location,
                    hint: "keep only one of the two lines")
            }
            values[parts[0]] = (parts[1], location)
        }
        guard let profile = values["profile"]?.text else {
            throw Failure(
                .configInvalid, "no profile is set", at: .file(path, line: nil), hint: "add a line: profile = NAME")
        }
        self.path = path
        self.profile = profile
        region = try values["region"].map { region throws(Failure) in
            try RegionName(region.text, at: region.location).text
        }
        digest = CacheKey.digest("\(path)\n\(text)")
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
