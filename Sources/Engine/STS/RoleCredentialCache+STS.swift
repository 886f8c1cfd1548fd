extension RoleCredentialCache {
    package func save(_ role: AssumedRole, in file: CredentialCacheFile) throws(Failure) {
        try save(role.cacheText, in: file)
    }
}
