import Testing

@testable import Sandbox

struct ProviderProfilesTests {
    private func names(_ change: (inout SandboxConfiguration) -> Void, source: String? = "default") -> [String] {
        var state = SandboxConfiguration()
        change(&state)
        return ProviderProfiles(state: state, source: source, home: "/h").sections.map(\.name)
    }

    @Test func `a profile is there if the state has what it needs`() {
        #expect(names { _ in } == ["assume", "chain", "keys", "mfa", "web", "process", "console"])
        #expect(names({ _ in }, source: nil) == ["keys", "mfa", "web", "process", "console"])
        #expect(names { $0.iamUsers = [] } == ["assume", "chain", "web", "console"])
        #expect(names { $0.iamRoles = [] } == ["keys", "process", "console"])
        #expect(names { $0.mfaDevices = [] } == ["assume", "chain", "keys", "web", "process", "console"])
        #expect(names { $0.webIdentities = [] } == ["assume", "chain", "keys", "mfa", "process", "console"])
    }
}
