/// What the kernel knows of a file without opening it.
package struct FileStatus: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case regular, folder, other }

    package let kind: Kind
    /// Permission bits only, such as 0o600.
    package let mode: UInt16
    package let owner: UInt32
    package let group: UInt32
    package let size: Int64
    package let modified: Instant

    package init(kind: Kind, mode: UInt16, owner: UInt32, group: UInt32, size: Int64, modified: Instant) {
        self.kind = kind
        self.mode = mode
        self.owner = owner
        self.group = group
        self.size = size
        self.modified = modified
    }
}

/// A symbolic link itself, wherever it leads.
package struct SymbolicLink: Sendable, Hashable {
    package let target: String
    package let owner: UInt32

    package init(target: String, owner: UInt32) {
        self.target = target
        self.owner = owner
    }
}
