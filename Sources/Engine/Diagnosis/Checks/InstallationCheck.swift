/// Whether one awsx is installed, and not two of different ages.
package enum InstallationCheck: Check {
    static let several = Diagnosis.Code(
        "awsx-twice", .tools, .warning, "PATH leads to several awsx, of which the first is run")

    package static let codes = [several]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        guard let first = input.installations.first else { return [] }
        return input.installations.dropFirst().map { other in
            Diagnosis(
                several, "\(other) is another awsx than \(first), which is run", at: .file(other, line: nil),
                hint: "remove one of them with what installed it: shell/install --uninstall, apt, dnf or brew")
        }
    }
}
