extension SharedConfig {
    /// Everything that awsx read and the AWS CLI refuses, or that other programs or people would read otherwise: the
    /// config file's first, each by line.
    package var warnings: [ConfigWarning] { [config, credentials].compactMap { $0 }.flatMap(\.warnings) }

    /// Those that touch a profile: its sections, its session, or the whole file.
    package func warnings(touching profile: String) -> [ConfigWarning] {
        warnings.filter { $0.section == nil }
    }
}
