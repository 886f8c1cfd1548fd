/// Whether the rules of this machine and its user can be understood: until then nothing gives keys.
package enum RuleCheck: Check {
    static let invalid = Diagnosis.Code(
        "rules-invalid", .configuration, .error,
        "awsx's config or the system-wide one is not valid, so no command gives credentials")

    package static let codes = [invalid]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        guard let fault = input.ruleFault, fault != input.sitePolicyFault else { return [] }
        return [Diagnosis(invalid, fault)]
    }
}
