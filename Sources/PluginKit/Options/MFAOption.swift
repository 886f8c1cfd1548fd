package import ArgumentParser
package import Engine

/// The code of an MFA device, for those who are not asked on a terminal.
package struct MFAOption: ParsableArguments {
    @Option(
        name: .customLong("mfa-code"),
        help: ArgumentHelp("The current code of the MFA device, instead of a prompt for it.", valueName: "code"))
    package var text: String?

    package init() {}

    package mutating func validate() throws {
        if let text, !MFACodeFormat.isValid(text) {
            throw ValidationError("--mfa-code needs the six digits shown on the device")
        }
    }

    package var code: Secret? { text.map(Secret.init) }
}
