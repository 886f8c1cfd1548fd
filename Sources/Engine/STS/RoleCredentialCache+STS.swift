extension RoleCredentialCache {
    package func save(_ role: AssumedRole, in file: CredentialFile) throws(Failure) {
        try save(role.cacheText, in: file)
    }
}
