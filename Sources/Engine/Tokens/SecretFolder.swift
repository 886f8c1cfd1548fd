import SystemKit

/// Folders in which secrets are kept: those of which others could change the files are not used for that.
enum SecretFolder {
    /// Makes a folder where there is none, and looks at the whole way to it.
    ///
    /// - Throws: `.fileUnwritable`, with the status of a rule that denies, naming the part that others can write to.
    static func prepare(
        _ folder: String, mode: UInt16, _ files: any FileSystem, userID: UInt32 = effectiveUserID
    ) throws(Failure) {
        let found = try translating(.fileUnwritable) { () throws(SystemFailure) in
            try files.createFolder(folder, mode: mode)
            // A relative one can come from a variable.
            let path = folder.hasPrefix("/") ? folder : realPath(folder) ?? folder
            return try PathTrust.firstFault(forSecretsIn: path, files, userID: userID)
        }
        guard let found else { return }
        let what =
            switch found.fault {
            case .foreign: "this belongs to another user"
            case .writable: "others can write here"
            }
        let status = try? files.status(found.part)
        let isOurs = status.map { $0.owner == userID && $0.mode & 0o1000 == 0 } ?? false
        throw Failure(
            .fileUnwritable, "\(what), so nothing secret is kept in \(folder)", at: .file(found.part, line: nil),
            hint: found.fault == .writable && isOurs
                ? "chmod go-w \(ShellQuoted.quoted(found.part))" : "keep it in a folder that is yours alone",
            status: .denied)
    }
}
