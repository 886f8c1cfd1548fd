/// Whether what this machine's administrator says of plugins can be read: until then none that a user added is run.
package enum SitePolicyCheck: Check {
    static let invalid = Diagnosis.Code(
        "site-policy-invalid", .configuration, .error,
        "the system-wide configuration can't be read or is not valid, so only plugins that came with awsx are run")

    package static let codes = [invalid]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        input.sitePolicyFault.map { [Diagnosis(invalid, $0)] } ?? []
    }
}
