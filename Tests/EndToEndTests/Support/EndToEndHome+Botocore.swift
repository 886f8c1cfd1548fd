import Engine
import TestSupport

extension EndToEndHome {
    /// The credentials that botocore finds: `AccessKeyId`, `SecretAccessKey`, `SessionToken`, `AccountId` and the name
    /// of the provider, `method`; none if it finds none or fails.
    ///
    /// - Parameter profile: as if typed; nil leaves the choice to botocore.
    func botocore(
        _ profile: String? = nil, setting variables: KeyValuePairs<String, String?> = [:]
    ) async throws -> JSON? {
        let script = """
            import botocore.session, json, sys
            session = botocore.session.Session(profile=sys.argv[1] if len(sys.argv) > 1 else None)
            keys = session.get_credentials()
            if keys:
                now = keys.get_frozen_credentials()
                print(json.dumps({
                    "AccessKeyId": now.access_key, "SecretAccessKey": now.secret_key, "SessionToken": now.token,
                    "AccountId": getattr(now, "account_id", None), "method": keys.method}))
            """
        let outcome = try await Program.run(
            try await Boto3Python.path(), ["-c", script] + (profile.map { [$0] } ?? []),
            environment: environment.setting(variables), folder: path)
        return outcome.status == 0 ? outcome.json : nil
    }
}

/// What awsx printed as `credential_process` JSON and what botocore found are the same keys.
func isSame(_ outcome: ProgramOutcome, _ keys: JSON?) -> Bool {
    guard outcome.status == 0, let json = outcome.json, let keys else { return false }
    return ["AccessKeyId", "SecretAccessKey", "SessionToken"].allSatisfy { json[$0]?.string == keys[$0]?.string }
}
