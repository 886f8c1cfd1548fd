/// Whether every scope of one's own can be understood: a run that names another is refused.
package enum ScopeCheck: Check {
    static let invalid = Diagnosis.Code(
        "scope-invalid", .configuration, .error,
        "a scope in awsx's config or in the system-wide one is not valid, so it can't be used")

    package static let codes = [invalid]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        input.scopeFaults.map { Diagnosis(invalid, $0) }
    }
}
