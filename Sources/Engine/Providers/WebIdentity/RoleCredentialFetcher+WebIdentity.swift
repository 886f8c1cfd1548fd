import SystemKit

extension RoleCredentialFetcher {
    /// The credentials of a web identity.
    package func credentials(for identity: WebIdentity, policy: CredentialRenewalPolicy) async throws -> Credentials {
        let file = folders.file(identity)
        return try await renewal.credentials(in: file, of: identity.roleARN.value, policy: policy) { _ in
            let token = try WebIdentityToken.load(identity.tokenFile, files: context.files)
            let request = identity.request
            do {
                return fresh(
                    try await sts().assumeRoleWithWebIdentity(request, sessionName: name(of: request), token: token),
                    in: file)
            } catch let refusal as ServiceError {
                throw AssumeRoleErrorMapper(refusal).failure(of: identity, token: token)
            }
        }
    }
}
