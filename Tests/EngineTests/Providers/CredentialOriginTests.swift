import SystemKit
import TestSupport
import Testing

@testable import Engine

struct CredentialOriginTests {
    private static let place = SourceLocation.file("~/.aws/config", line: 3)
    private static let keys = Credentials.of("AKIA", endsAt: nil)
    private static let process = ProcessSettings(profile: "p", command: Setting(value: "x", location: place))

    private static let different: [CredentialOrigin] = [
        .sso(.admin), .sso(SSORole(session: .corp, accountID: "222222222222", roleName: "Admin")),
        .environment(keys), .credentialsFile(keys, place), .configFile(keys, place), .process(process),
        .environment(.of("AKIB", endsAt: nil)), role(of: .sso(.admin)), role(of: .environment(keys)),
    ]

    private static func role(of source: CredentialOrigin) -> CredentialOrigin {
        .assumeRole(
            RoleAssumption(
                profile: "r", roleARN: Setting(value: "arn:aws:iam::333333333333:role/Deploy", location: place),
                sessionName: nil, externalID: nil, duration: Setting(value: "soon", location: place), mfaSerial: nil,
                source: RoleSource(.profile(Setting(value: "s", location: place)), source)))
    }

    @Test func `A source is equal to one of the same provider with the same settings, and to no other`() {
        for (number, source) in Self.different.enumerated() {
            #expect(Self.different.firstIndex(of: source) == number)
            #expect(Set([source, source]).count == 1)
        }
        #expect(Set(Self.different).count == Self.different.count)
        #expect(Self.role(of: .sso(.admin)) == Self.role(of: .sso(.admin)))
    }

    @Test func `A chain leads to the source that asks for no other`() {
        let chain = Self.role(of: Self.role(of: .sso(.admin)))
        #expect(chain.chain.map(\.providerName) == ["assume-role", "assume-role", "sso"])
        #expect(chain.origin == .sso(.admin) && chain.session == .corp)
        #expect(chain.accountAndRole == "333333333333 Deploy")
        #expect(chain.remarks.count == 2)
        #expect(Self.role(of: .environment(Self.keys)).session == nil)
    }
}
