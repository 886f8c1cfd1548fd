/// Whether every scope of one's own can be understood: a run that names another is refused.
package enum ScopeCheck: Check {
    static let invalid = Diagnosis.Code(
        "scope-invalid", .configuration, .error,
        "a scope of awsx's config or of the site's can't be understood, so no run can be narrowed to it")

    package static let codes = [invalid]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        input.scopeFaults.map { Diagnosis(invalid, $0) }
    }
}
