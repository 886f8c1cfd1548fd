/// Who presses Allow on the sandbox's pages.
enum ApprovalMode: String, Sendable, Codable, CaseIterable {
    /// A person, or `awsx-sandbox browser`.
    case off
    /// Opening the page is enough.
    case visit
    /// Device codes are good at once; the authorize page as with `visit`.
    case always
    /// Everything is denied at once.
    case deny
}
