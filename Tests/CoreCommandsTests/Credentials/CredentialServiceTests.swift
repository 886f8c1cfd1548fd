import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

/// Keys that files hold are given without asking anybody.
struct CredentialServiceTests {
    private let core: CoreHome
    private let warnings = RecordedItems<String>()
    private var home: TestHome { core.home }

    init() throws { core = try CoreHome() }

    private func credentials(
        _ profile: String?, minimum: Int64? = nil, setting variables: KeyValuePairs<String, String> = [:]
    ) throws -> Credentials {
        let service = try core.service(variables)
        let request = IdentityRequest(profile: profile)
        return try service.credentials(
            try service.resolver.resolve(request), request, policy: CredentialRenewalPolicy(typedMinimum: minimum),
            login: .never,
            warn: { [warnings] in warnings.add($0) })
    }

    @Test func `Keys of the config file are as they are`() throws {
        #expect(try credentials("keys").accessKeyID == "AKIA")
        #expect(try credentials("keys", minimum: 1_000_000).accessKeyID == "AKIA")
        #expect(warnings.items.isEmpty)
    }

    /// How long keys of the environment live, what was asked for, and the failure or the number of warnings.
    @Test(
        arguments: [
            (300, nil, nil, 0), (299, nil, nil, 1), (1, nil, nil, 1), (0, nil, .tooLittleTimeLeft, 0),
            (600, 600, nil, 0), (599, 600, .tooLittleTimeLeft, 0),
        ] as [(Int64, Int64?, Failure.Code?, Int)])
    func `Keys of the environment are judged by their end`(
        left: Int64, minimum: Int64?, code: Failure.Code?, warned: Int
    ) throws {
        let variables: KeyValuePairs<String, String> = [
            "AWS_ACCESS_KEY_ID": "ASIA", "AWS_SECRET_ACCESS_KEY": "s", "AWS_SESSION_TOKEN": "t",
            "AWS_CREDENTIAL_EXPIRATION": home.later(left).iso8601,
        ]
        if let code {
            let failure = try #require(throws: Failure.self) {
                try credentials(nil, minimum: minimum, setting: variables)
            }
            #expect(failure.code == code)
        } else {
            #expect(try credentials(nil, minimum: minimum, setting: variables).accessKeyID == "ASIA")
        }
        #expect(warnings.items.count == warned)
    }

    @Test func `Cached keys of a role are given while a quarter of an hour is left`() throws {
        try home.cache.save(.of("ASIACACHED", endsAt: home.later(900)), for: .admin)
        #expect(try credentials("dev").accessKeyID == "ASIACACHED")
        #expect(try credentials("dev", minimum: 900).accessKeyID == "ASIACACHED")
    }

    @Test func `The active profile is the variable's, and none is unchosen`() throws {
        #expect(try core.service(["AWS_PROFILE": "keys"]).resolver.resolve(IdentityRequest()).profile?.name == "keys")
        #expect(try core.service().resolver.isUnchosen(IdentityRequest()))
        #expect(try !core.service(["AWS_PROFILE": "keys"]).resolver.isUnchosen(IdentityRequest()))
        #expect(try !core.service().resolver.isUnchosen(IdentityRequest(profile: "dev")))
    }
}
