import SystemPackage

extension SystemFailure {
    /// The file is larger than the reader wanted.
    package var isTooLarge: Bool { errno == .fileTooLarge }

    /// The permissions of the file, or of a folder on its path, keep this user out.
    package var isPermissionDenied: Bool { errno == .permissionDenied || errno == .notPermitted }
}
