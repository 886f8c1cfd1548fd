/// A profile's `credential_process` (<doc:CredentialProviders>, Programs).
package struct ProcessSettings: Sendable, Hashable {
    /// The profile that says so.
    package let profile: String
    /// The command line, to be split into words and run without a shell; it may hold secrets.
    package let command: Setting
    /// The profile's `aws_account_id`, for a program that names no account.
    package let accountID: String?

    /// As much of the command line as may be shown.
    package var shownCommand: String { RedactedValue.command(command.value) }

    package init(profile: String, command: Setting, accountID: String? = nil) {
        self.profile = profile
        self.command = command
        self.accountID = accountID
    }
}
