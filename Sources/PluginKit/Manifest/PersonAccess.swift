/// Whether a plugin asks a person something while it makes an answer. It does so on `/dev/tty`: its standard input is the
/// protocol's.
package enum PersonAccess: String, Sendable, Hashable, CaseIterable {
    case never
    /// It can do without.
    case ifAvailable = "if-available"
    /// It is not asked where nobody is there.
    case always
}
