import SystemPackage

/// Paths, taken apart and put together as the kernel reads them.
extension String {
    /// The folder that the last name of a path is in: `/a` of `/a/b`, `/` of `/a`, `.` of `a`.
    package var parentFolder: String {
        let parent = FilePath(self).removingLastComponent().string
        return parent.isEmpty ? "." : parent
    }

    /// The last name of a path: `b` of `/a/b` and of `/a/b/`; nil of `/` and of nothing.
    package var lastPathName: String? { FilePath(self).lastComponent?.string }

    /// The path of something in this folder.
    package func appendingPath(_ name: String) -> String { FilePath(self).appending(name).string }
}
