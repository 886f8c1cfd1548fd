package import Engine
package import SystemKit

/// Whether a plugin's program may be run, and its manifest be believed: nobody but its user and root could have put it
/// there.
package enum PluginTrust {
    /// Checks an absolute path with every link on the way, since whoever may change one of those chooses the file, and the
    /// file at the end of all.
    ///
    /// - Returns: that file.
    /// - Throws: `.denied` naming the first part of the way that others own or may write to.
    @discardableResult
    package static func require(
        _ path: String, _ files: any FileSystem, userID: UInt32 = effectiveUserID
    ) throws(Failure) -> String {
        guard let file = realPath(path) else {
            let what = path.hasSuffix(".json") ? "manifest" : "program"
            throw Failure(.pluginBroken, "the plugin's \(what) is missing", at: .file(path, line: nil))
        }
        let found = try translating(.fileUnreadable) { () throws(SystemFailure) in
            try PathTrust.firstFault(in: path, files, userID: userID)
        }
        guard let found else { return file }
        let part = DisplayedCommandWord.quoted(found.part)
        throw Failure(
            .denied, "another user could have changed this plugin, so it is not run", at: .file(found.part, line: nil),
            hint: found.fault == .writable ? "chmod go-w \(part)" : "chown \(userID) \(part)")
    }
}
