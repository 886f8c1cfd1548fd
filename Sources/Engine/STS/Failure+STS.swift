extension Failure {
    /// STS is switched off in a region, by whoever manages the account.
    ///
    /// - Parameter words: AWS's own, in brackets.
    static func regionDisabled(_ error: ServiceError, _ words: String) -> Failure {
        Failure(
            .configInvalid, "STS is disabled in this region \(words)", at: .url(error.url),
            hint: "choose another with --region")
    }
}
