extension RoleCredentialCache {
    /// The run that had kept credentials narrowed; nil where nothing tells.
    func runID(_ file: CredentialCacheFile) -> RunID? {
        guard let bytes = try? folder(of: file).read(file.fileName) else { return nil }
        return JSON(bytes)?["RunId"]?.string.flatMap(RunID.init)
    }

    /// Removes what was narrowed of a session's credentials: it lives until its end otherwise, whoever signs out.
    func removeNarrowed(of session: SSOSession) throws(Failure) {
        let key = CacheKey.token(session)
        try removeOwn { $0["Session"]?.string == key }
    }
}
