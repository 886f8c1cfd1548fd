import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

/// What a refusal of STS leads a person to: the line or the typed word at fault, and what would do.
struct AssumeRoleErrorMapperTests {
    private let home: TestHome
    private let sts = ScriptedSTS()

    init() throws { home = try TestHome() }

    private func failure(
        _ code: String, _ message: String, _ settings: String = "",
        limits: RoleSessionRestrictions = RoleSessionRestrictions(),
        codes: ScriptedMFACodes = ScriptedMFACodes()
    ) async throws -> Failure {
        sts.onRole {
            throw ServiceError(
                code: code, message: message, httpStatus: 400, operation: "AssumeRole", url: "https://sts.test/")
        }
        let config = """
            [profile keys]
            aws_access_key_id = AKIA
            aws_secret_access_key = S
            [profile "a b"]
            role_arn = arn:aws:iam::222222222222:role/r
            source_profile = keys
            \(settings)
            """
        let identity = try IdentityResolver(context: home.context(), config: try home.config(config))
            .resolve(IdentityRequest(profile: "a b", region: "eu-west-1", limits: limits))
        let chain = ProviderChain(
            context: home.context(), cache: home.cache, identity: identity, services: TestProviderServices(sts: sts),
            codes: codes,
            warn: { _ in })
        return try await #require(throws: Failure.self) {
            try await chain.credentials(policy: CredentialRenewalPolicy(typedMinimum: nil))
        }
    }

    private static func line(_ number: Int) -> Engine.SourceLocation { .file("~/.aws/config", line: number) }

    private static let settings: [(setting: String, message: String, hint: String)] = [
        (
            "role_session_name = me and you",
            "1 validation error detected: Value 'me and you' at 'roleSessionName' failed to satisfy constraint",
            "write role_session_name with 2 to 64 letters, digits or any of _ + = , . @ -"
        ),
        (
            "duration_seconds = 7200",
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
            "write duration_seconds = 3600: a role assumed by a role lasts at most an hour"
        ),
        (
            "duration_seconds = 7200",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            "write duration_seconds = 3600, or raise the role's MaxSessionDuration"
        ),
        (
            "external_id = x", "Value 'x' at 'externalId' failed to satisfy constraint",
            "write external_id with 2 to 1224 letters, digits or any of _ + = , . @ : / -"
        ),
    ]

    @Test(arguments: settings)
    func `A request that STS doesn't take leads to the line at fault`(
        setting: String, message: String, hint: String
    ) async throws {
        let failure = try await failure("ValidationError", message, setting)
        #expect(failure.status == .configuration)
        #expect(failure.location == Self.line(7))
        #expect(failure.hint?.words == hint)
    }

    @Test func `What no setting can be blamed for leads to the role, and to the command that shows all`() async throws {
        let failure = try await failure("ValidationError", "something else")
        #expect(failure.location == Self.line(5))
        #expect(failure.hint?.words == "awsx explain 'a b' shows every setting of the request")
    }

    private static let typed: [(word: String, code: String, message: String, limits: RoleSessionRestrictions)] = [
        (
            "--duration", "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            limits { $0.durationSeconds = 7200 }
        ),
        (
            "--tag", "ValidationError", "Value 'a!' at 'tags.1.member.key' failed to satisfy constraint",
            limits { $0.tags = [RoleSessionRestrictions.Tag(key: "a!", value: "1")] }
        ),
        ("--policy", "MalformedPolicyDocument", "Syntax errors.", limits { $0.policy = "{}" }),
        ("--policy", "PackedPolicyTooLarge", "Packed size 110%", limits { $0.policy = "{}" }),
        (
            "--policy-arn", "ValidationError", "Value 'x' at 'policyArns.1.member.arn' failed to satisfy constraint",
            limits { $0.policyARNs = ["arn:aws:iam::aws:policy/X"] }
        ),
    ]

    private static func limits(_ set: (inout RoleSessionRestrictions) -> Void) -> RoleSessionRestrictions {
        var limits = RoleSessionRestrictions()
        set(&limits)
        return limits
    }

    @Test(arguments: typed)
    func `What was typed is named before any setting`(
        word: String, code: String, message: String, limits: RoleSessionRestrictions
    ) async throws {
        let failure = try await failure(code, message, "duration_seconds = 1800", limits: limits)
        #expect(failure.status == .configuration)
        #expect(failure.location == .argument(word))
    }

    @Test func `A policy that AWS repeats as a whole is cut short`() async throws {
        let policy = String(repeating: "a", count: 5000)
        let failure = try await failure(
            "ValidationError", "Value '\(policy)' at 'policy' failed: at most 2048", "",
            limits: Self.limits { $0.policy = policy })
        #expect(failure.message.count < 700)
        #expect(failure.message.contains("Value 'aaa"))
        #expect(failure.message.contains("at most 2048"))
    }

    private static let trusts: [(settings: String, message: String, hint: String)] = [
        (
            "", "not authorized to perform: sts:AssumeRole",
            "does the role trust the source of profile a b? A condition on MFA needs mfa_serial, one on an external ID needs external_id"
        ),
        (
            "external_id = xid", "not authorized to perform: sts:AssumeRole",
            "does the role trust the source of profile a b, with the external ID xid? A condition on MFA needs mfa_serial"
        ),
        (
            "mfa_serial = arn:aws:iam::1:mfa/me", "not authorized to perform: sts:AssumeRole",
            "does the role trust the source of profile a b, with the device arn:aws:iam::1:mfa/me? A condition on an external ID needs external_id"
        ),
        (
            "", "not authorized to perform: sts:TagSession",
            "omit --tag, or allow sts:TagSession in the role's trust policy"
        ),
        (
            "", "not authorized to perform: sts:SetSourceIdentity",
            "omit --source-identity, or allow sts:SetSourceIdentity in the role's trust policy"
        ),
    ]

    @Test(arguments: trusts)
    func `A role that is denied leads to the conditions that its trust may have`(
        settings: String, message: String, hint: String
    ) async throws {
        let failure = try await failure("AccessDenied", message, settings, codes: ScriptedMFACodes(["111111"]))
        #expect(failure.status == .denied)
        #expect(failure.hint?.words == hint)
    }

    private static let keys: [(message: String, hint: String)] = [
        ("no", "AWS rejected the keys of its source; awsx whoami keys checks them on their own"),
        (
            "Signature expired (this machine's clock is 60 minutes ahead of the server's)",
            "sudo timedatectl set-ntp true, or set the clock by hand"
        ),
    ]

    @Test(arguments: keys)
    func `Keys that are not taken are no matter of the role's trust`(message: String, hint: String) async throws {
        let failure = try await failure("SignatureDoesNotMatch", message)
        #expect(failure.status == .denied)
        #expect(failure.hint?.words == hint)
    }
}
