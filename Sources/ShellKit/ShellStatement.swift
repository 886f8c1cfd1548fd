/// One thing that a shell is to do with its own variables.
package enum ShellStatement: Sendable {
    /// Sets a variable of the shell alone.
    case assign(StaticString, String)
    /// Says how the shell finds out that nothing changed, by builtins alone and in as few calls as can be: this runs at
    /// every prompt. The file is older than the clock but newer than all that is watched; `_awsx_state` holds its path. At
    /// a second of Unix time it changes by itself.
    case watch([WatchedFile], since: String, until: Int64? = nil)
    /// Keeps the region that was typed for the profile before.
    case copyRegion
    /// Sets a variable that commands inherit, and remembers it as awsx's own.
    case export(String, String, as: Layer)
    /// Puts variables aside that are not awsx's own, and unsets all of them.
    case take([String], for: Layer)
    /// Shows a line if a variable is set that neither awsx set itself nor `giveBack` restores; goes before that.
    case tell(String, unlessOurs: String)
    /// Puts back what was put aside, and unsets what awsx set itself.
    case giveBack([String], of: Layer)

    /// Who changed the shell's identity: what was put aside for one is not given back by the other.
    package enum Layer: String, Sendable { case use, auto }
}

/// A file that can change what a shell shows.
package struct WatchedFile: Sendable, Hashable {
    package let path: String
    /// In seconds; nil where there is no file.
    package let modified: Int64?
    /// Its folder is watched as well, and changes when the file comes or goes.
    package let isListed: Bool

    package init(path: String, modified: Int64?, isListed: Bool) {
        self.path = path
        self.modified = modified
        self.isListed = isListed
    }
}
