/// The 12 digits of an AWS account.
package enum AccountID {
    package static func isValid(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// For whoever wrote another text: spreadsheets drop leading zeros.
    static let hint: Hint = "write all 12 digits, including leading zeros"
}
