/// The whole list of what awsx reads although the AWS CLI refuses the file (<doc:ConfigurationFiles>, What SDKs read
/// otherwise): each reading is the one of the SDKs that do read it, each use is a warning with this raw value as its
/// code.
///
/// Everything else that the CLI refuses, awsx refuses too.
package enum Leniency: String, Sendable, CaseIterable {
    /// A UTF-8 byte order mark at the very start; skipped.
    case byteOrderMark = "byte-order-mark"
    /// The same header twice in one file; the sections are merged, the later key wins.
    case duplicateSection = "duplicate-section"
    /// The same key twice in one section; the later wins.
    case duplicateKey = "duplicate-key"
    /// A `key = value` line before the first header; ignored.
    case propertyBeforeSection = "property-before-section"
    /// Bytes that are no UTF-8 in a full-line comment; ignored with it.
    case undecodableComment = "undecodable-comment"
}

extension Leniency {
    /// What awsx made of it, and that the AWS CLI reads nothing of the file.
    func message(_ text: String, earlier: Int?) -> String {
        let line = earlier.map { " (line \($0))" } ?? ""
        let reading =
            switch self {
            case .byteOrderMark: "a byte order mark at the start is skipped"
            case .duplicateSection: "section [\(text)] already appears\(line); both are read as one"
            case .duplicateKey: "key \(text) already appears in this section\(line); the later value is used"
            case .propertyBeforeSection: "key \(text) appears before the first section and is ignored"
            case .undecodableComment: "a comment is not UTF-8 and is ignored"
            }
        return reading + "; the AWS CLI refuses the whole file"
    }
}
