/// Whether what awsx's own config says of sessions can be meant (<doc:StandbyRegions>).
package enum StandbyCheck: Check {
    static let invalid = Diagnosis.Code(
        "session-settings-invalid", .sessions, .error,
        "a [session] section of awsx's config names a standby or services section that can't be used")

    package static let codes = [invalid]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        input.sessionSettingFaults.map { Diagnosis(invalid, $0, hint: Hint(ConfigSectionReader.remedy)) }
    }
}
