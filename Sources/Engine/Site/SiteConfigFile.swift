import SystemKit

/// The file in which the administrator of a machine has a say for all its users, in the grammar of awsx's own.
///
/// No variable moves it: whoever it binds could set one.
package struct SiteConfigFile: Sendable, Hashable {
    package let path: String
    /// Whom the file and all that leads to it must belong to.
    package let owner: UInt32

    package init(path: String, owner: UInt32) {
        self.path = path
        self.owner = owner
    }

    package static let ofMachine = SiteConfigFile(path: "/etc/awsx/config", owner: 0)

    /// The keys of a section; nil where there is no file, or none of that name in it.
    ///
    /// - Throws: with the status of a configuration error, where the file can't be read or others could have written it.
    func section(_ name: String, _ files: any FileSystem) throws(Failure) -> [(key: String, setting: Setting)]? {
        try sections(files)?.profile(name)?.settings
    }

    /// The headers of all sections, as they stand.
    ///
    /// - Throws: as `section`.
    func sectionNames(_ files: any FileSystem) throws(Failure) -> [String] { try sections(files)?.profileNames ?? [] }

    private func sections(_ files: any FileSystem) throws(Failure) -> SharedConfig? {
        guard let bytes = try bytes(files) else { return nil }
        do throws(Failure) {
            // A credentials file's headers stand for themselves.
            return try SharedConfig.parse(
                config: nil, credentials: bytes, paths: ConfigPaths(config: nil, credentials: path))
        } catch {
            throw Failure(
                .configInvalid, "the system-wide configuration can't be parsed: \(error.message)", at: error.location,
                hint: Self.hint)
        }
    }

    /// What stands in it; nil where there is no file.
    ///
    /// - Throws: as `section`.
    func bytes(_ files: any FileSystem) throws(Failure) -> [UInt8]? {
        let bytes: [UInt8]?
        do {
            guard try files.status(path) != nil else { return nil }
            if let fault = try PathTrust.firstFault(in: path, files, userID: owner) {
                throw untrusted(fault.part, fault.fault)
            }
            bytes = try files.read(path, limit: 1 << 20)
        } catch let failure as SystemFailure {
            throw unreadable(failure.description)
        } catch {
            throw error as? Failure ?? unreadable("\(error)")
        }
        guard let bytes else { throw unreadable("the system-wide configuration is not a regular file") }
        return bytes
    }

    /// What whoever meets a fault in it can do.
    static let hint = "ask the administrator of this machine to fix it"

    private func unreadable(_ why: String) -> Failure {
        Failure(.configInvalid, why, at: .file(path, line: nil), hint: Self.hint)
    }

    private func untrusted(_ part: String, _ fault: PathTrust.Fault) -> Failure {
        let quoted = DisplayedCommandWord.quoted(part)
        return Failure(
            .configInvalid, "users other than the administrator can change the system-wide configuration",
            at: .file(part, line: nil),
            hint: fault == .writable ? "sudo chmod go-w \(quoted)" : "sudo chown \(owner) \(quoted)")
    }
}
