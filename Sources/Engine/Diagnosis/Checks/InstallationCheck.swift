/// Whether one awsx is installed, and not two of different ages.
package enum InstallationCheck: Check {
    static let several = Diagnosis.Code(
        "awsx-twice", .tools, .warning, "PATH contains several awsx programs; the first one is used")

    package static let codes = [several]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        guard let first = input.installations.first else { return [] }
        return input.installations.dropFirst().map { other in
            Diagnosis(
                several, "\(other) is a different awsx from \(first), which is the one that is used",
                at: .file(other, line: nil),
                hint: "remove one of them, the same way it was installed: shell/install --uninstall, apt, dnf or brew")
        }
    }
}
