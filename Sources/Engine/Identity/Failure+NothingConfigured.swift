extension Failure {
    /// Neither a profile nor a session is there: what a new user hears, whatever command was the first.
    package static func nothingConfigured(_ paths: ConfigPaths) -> Failure {
        paths.homeless
            ?? Failure(
                .noCredentials, "nothing is set up yet: no profile is configured",
                at: paths.config.map { .file($0, line: nil) },
                hint: "to set it up: \(run: .configureProfile(nil)); to try awsx without AWS: \(run: .trySandbox)",
                isNothingConfigured: true)
    }
}
