import SystemKit

/// `credential_process` lines: run without a shell, and by every SDK (<doc:CredentialProviders>, Programs).
package enum CredentialProcessCheck: Check {
    static let missing = Diagnosis.Code(
        "process-missing", .configuration, .error, "the program of a credential_process does not exist")
    static let needsShell = Diagnosis.Code(
        "process-needs-shell", .configuration, .warning, "a credential_process uses shell syntax, but no shell runs it"
    )
    static let unsplittable = Diagnosis.Code(
        "process-unreadable", .configuration, .error, "a credential_process can't be split into arguments")

    package static let codes = [missing, needsShell, unsplittable]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        CappedFindings.of(input.profiles) { profile in
            guard let setting = profile["credential_process"] else { return [] }
            return examine(setting, of: profile, input)
        }
    }

    private static func examine(_ setting: Setting, of profile: Profile, _ input: DoctorInput) -> [Diagnosis] {
        guard let words = try? ShellWords.split(setting.value), let program = words.first, !program.isEmpty else {
            return [
                Diagnosis(
                    unsplittable, "the credential_process of profile \(profile.name) is empty or has an open quote",
                    at: setting.location, hint: "write a program and its arguments, and close all quotes")
            ]
        }
        let sign = [("~", "~/"), ("$", "$"), ("|", "|"), (">", ">"), ("<", "<"), ("`", "`"), (";", ";"), ("&", "&")]
            .first { sign in
                // A tilde means the home folder only in front of a word; the other signs mean something anywhere.
                words.contains { sign.0 == "~" ? $0 == "~" || $0.hasPrefix("~/") : $0.contains(sign.0) }
            }
        // In quotes the signs are as they should be, for who wrote sh -c or a password.
        let isPlain = !setting.value.contains("'") && !setting.value.contains("\"")
        if let sign, isPlain, !["sh", "bash", "zsh", "fish"].contains(program.lastPathName ?? "") {
            return [
                Diagnosis(
                    needsShell,
                    "the credential_process of profile \(profile.name) contains \(sign.1), which has no effect: no shell runs it",
                    at: setting.location, hint: "write the full path, or put the command into a script")
            ]
        }
        switch input.find(program) {
        case .found: return []
        case .notFound, .notExecutable:
            return [
                Diagnosis(
                    missing,
                    "the credential_process of profile \(profile.name) runs \(RedactedValue.program(program)), which can't be run here",
                    at: setting.location, hint: "install it, or write its full path")
            ]
        }
    }
}
