extension SharedConfig {
    /// Everything that awsx reads and the AWS CLI refuses (`Leniency`), or that is easily misread (`MisleadingSyntax`): the
    /// config file's first, each by line.
    package var warnings: [ConfigWarning] {
        let whole = wholeIfReadable
        return (whole.config?.warnings ?? []) + (whole.credentials?.warnings ?? [])
    }

    /// Those that touch a profile: its sections in both files, the session and services that it names, and each file as
    /// a whole; also of sections that were meant to define it but do not.
    package func warnings(touching name: String) -> [ConfigWarning] {
        if let only, only != name { return wholeIfReadable.warnings(touching: name) }
        let profile = profile(name)
        var touched = config?.sections(meaning: name) ?? []
        if let session = profile?["sso_session"]?.value {
            touched.formUnion(config?.sections(.session, session) ?? [])
        }
        if let services = profile?["services"]?.value {
            touched.formUnion(config?.sections(.services, services) ?? [])
        }
        return (config?.warnings(in: touched) ?? [])
            + (credentials.map { $0.warnings(in: $0.sections(meaning: name)) } ?? [])
    }
}
