import SystemKit

/// Gives the credentials of a role that STS lends (<doc:CredentialProviders>, Assumed roles and Web identity): from the
/// cache while they are good, else asked for once by one process.
package struct RoleCredentialFetcher: Sendable {
    let context: RuntimeContext
    let renewal: CredentialRenewal
    let folders: CacheFolders
    private let codes: any MFACodeSource
    let sts: @Sendable () async throws -> any STSService

    /// - Parameter sts: made when it is needed: without a region there is none.
    package init(
        context: RuntimeContext, cache: RoleCredentialCache, codes: any MFACodeSource,
        sts: @escaping @Sendable () async throws -> any STSService,
        warn: @escaping @Sendable (String) -> Void
    ) {
        self.context = context
        renewal = CredentialRenewal(context: context, cache: cache, warn: warn)
        folders = cache.folders
        self.codes = codes
        self.sts = sts
    }

    /// Milliseconds to wait for another process that has to ask a person for a code.
    static let patienceWithPeople: Int64 = 300_000
    /// How often a person may mistype a code.
    static let tries = 3

    /// The credentials of an assumed role.
    ///
    /// - Parameters:
    ///   - profile: the one that was chosen, for hints.
    ///   - source: gives the keys that the request is signed with; called only if it has to be sent.
    package func credentials(
        for role: RoleAssumption, policy: CredentialRenewalPolicy, profile: String?,
        source: () async throws -> Credentials
    ) async throws -> Credentials {
        let file = folders.file(role)
        return try await renewal.credentials(
            in: file, of: role.roleARN.value, policy: policy,
            patience: role.mfaSerial == nil ? TokenStore.patience : Self.patienceWithPeople
        ) { _ in
            fresh(try await assume(role, profile: profile, with: try await source()), in: file)
        }
    }

    private func assume(
        _ role: RoleAssumption, profile: String?, with keys: Credentials
    ) async throws -> AssumedRole {
        let request = role.request
        let service = try await sts()
        var refusal: ServiceError?
        for _ in 0..<Self.tries {
            var code: Secret?
            if let device = role.mfaSerial {
                code = try await codes.code(
                    for: MFAQuestion(
                        device: device, roleARN: role.roleARN.value, profile: role.profile, refusal: refusal?.message))
                guard code != nil else { break }
            }
            do {
                return try await service.assumeRole(
                    request, sessionName: name(of: request), code: code, with: keys)
            } catch let error as ServiceError {
                refusal = error
                guard code != nil, AssumeRoleErrorMapper(error).isAboutCode else { break }
            }
        }
        if let refusal { throw AssumeRoleErrorMapper(refusal).failure(of: role) }
        throw mfaNeeded(role, profile: profile)
    }

    private func mfaNeeded(_ role: RoleAssumption, profile: String?) -> Failure {
        Failure(
            .mfaNeeded,
            "\(role.roleARN.value) needs a code from the MFA device \(role.mfaSerial?.value ?? ""), and awsx can't ask for it here",
            at: role.mfaSerial?.location,
            hint: Hint(.callerIdentityWithCode(profile: profile)))
    }

    /// The AWS CLI makes one up in the same way; it is in no cache key.
    func name(of request: RoleRequest) -> String {
        request.sessionName ?? "awsx-session-\(context.clock.now().seconds)"
    }

    func fresh(_ role: AssumedRole, in file: CredentialCacheFile) -> CredentialRenewal.Fresh {
        CredentialRenewal.Fresh(credentials: role.credentials) { () throws(Failure) in
            try renewal.cache.save(role, in: file)
        }
    }
}
