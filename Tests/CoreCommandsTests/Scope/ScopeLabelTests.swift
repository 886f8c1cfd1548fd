import Engine
import PluginKit
import ShellKit
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

/// `AWSX_SCOPE`: set beside narrowed keys, shown, removed with them, and never obeyed.
struct ScopeLabelTests {
    private let core: CoreHome

    init() throws { core = try CoreHome() }

    private static let keys: KeyValuePairs<String, String> = [
        "AWS_ACCESS_KEY_ID": "ASIA", "AWS_SECRET_ACCESS_KEY": "S", "AWS_SESSION_TOKEN": "T", "AWSX_SCOPE": "read",
    ]
    private static let profile: KeyValuePairs<String, String> = ["AWS_PROFILE": "dev", "AWSX_SCOPE": "read"]

    @Test func `the prompt and status show it beside the keys that it is about, and beside no others`() throws {
        let now = core.home.clock.now
        #expect(PromptSegment.load(core.context(Self.keys)).text(at: now) == "keys scope:read")
        #expect(!PromptSegment.load(core.context(Self.profile)).text(at: now).contains("scope"))
        for (variables, scope) in [(Self.keys, JSON.string("read")), (Self.profile, .null)] {
            let context = core.context(variables)
            let identity = try core.service(variables).resolver.resolve(IdentityRequest())
            let report = StatusReport(
                facts: try StatusFacts.load(identity, context), caller: nil, time: LocalTime(context.clock))
            #expect(report.json["scope"] == scope)
            #expect(report.text(Style(isColoured: false)).contains("read (label)") == (scope != .null))
            let explanation = IdentityExplanation.of(IdentityRequest(), service: nil, in: context)
            #expect(explanation.scope == scope.string)
        }
    }

    @Test func `it selects nothing`() throws {
        let identity = try core.service(Self.keys).resolver.resolve(IdentityRequest())
        #expect(identity.scope == nil && identity.source.keys?.accessKeyID == "ASIA")
    }

    @Test func `a narrowed run sets it, and any other removes it`() throws {
        let narrowed = try core.service().resolver.resolve(
            IdentityRequest(profile: "dev", scopes: [ScopeSelection(["read", "logs:read"])]))
        let keys = Credentials.of("ASIA", endsAt: nil)
        let outer = Environment(["AWSX_SCOPE": "outer", "HOME": "/h"])
        let inner = EnvironmentChange(narrowed, keys, outer: outer).applied(to: outer)
        #expect(inner["AWSX_SCOPE"] == "read,logs:read" && inner["HOME"] == "/h")
        let whole = try core.service().resolver.resolve(IdentityRequest(profile: "dev"))
        #expect(EnvironmentChange(whole, keys, outer: outer).applied(to: outer)["AWSX_SCOPE"] == nil)
    }
}
