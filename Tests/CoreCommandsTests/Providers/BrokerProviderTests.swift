import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

/// A provider that exists only here is resolved, explained, shown and asked like any other: no command, no other part of
/// the engine knows one by its name.
struct BrokerProviderTests {
    private let core: CoreHome
    private var home: TestHome { core.home }
    private let broker = ScriptedContainer()
    private let sts = ScriptedSTS()

    private static let arn = "arn:aws:iam::222222222222:role/r"

    init() throws {
        core = try CoreHome(
            """
            [profile lent]
            broker_role = reader
            region = eu-west-1
            [profile role]
            role_arn = \(Self.arn)
            source_profile = lent
            region = eu-west-1
            """)
    }

    private func service() throws -> CredentialService {
        try CredentialService(core.context(), providers: .withBroker)
    }

    private func identity(_ profile: String, limits: RoleSessionRestrictions = RoleSessionRestrictions()) throws
        -> ResolvedIdentity
    {
        try service().resolver.resolve(IdentityRequest(profile: profile, limits: limits))
    }

    private func lend(_ accessKeyID: String = "ASIABROKER", endsIn seconds: Int64 = 3600) {
        let keys = Credentials.of(accessKeyID, endsAt: home.later(seconds))
        broker.on { keys }
    }

    private func fetch(_ profile: String) async throws -> Credentials {
        let chain = ProviderChain(
            context: core.context(), cache: home.cache, identity: try identity(profile),
            services: TestProviderServices(sts: sts, container: broker), codes: ScriptedMFACodes(), warn: { _ in })
        return try await chain.credentials(policy: CredentialRenewalPolicy(typedMinimum: nil))
    }

    @Test func `It is resolved`() throws {
        let identity = try identity("lent")
        #expect(identity.source.providerName == "broker")
        #expect(identity.source.accountAndRole == "reader")
        // Without its line in the list, nobody knows it.
        #expect(try core.service().resolver.resolve(IdentityRequest(profile: "lent")).source.providerName == "iam-role")
    }

    @Test func `It is explained, with its setting, its file and its place in the order`() async throws {
        lend()
        _ = try await fetch("lent")
        let explanation = IdentityExplanation.of(
            IdentityRequest(profile: "lent"), service: nil, in: core.context(), providers: .withBroker)
        let json = ExplainReport(explanation: explanation, time: LocalTime(home.clock.clock), home: home.path).json
        let place = "\(home.path)/.aws/config:2"
        #expect(json["provider"]?.string == "broker" && json["roleName"]?.string == "reader")
        #expect(json["state"]?.string == "valid")
        #expect(
            json["providers"]?.array?.first
                == .object([
                    "provider": .string("broker"), "state": .string("answers"),
                    "reason": .string("broker_role (\(place)) is set"),
                ]))
        #expect(json["providers"]?.array?.dropFirst().allSatisfy { $0["state"]?.string == "not-asked" } == true)
        #expect(json["settings"]?.array?.contains { $0["key"]?.string == "broker_role" } == true)
        #expect(
            json["chain"]?.array == [
                .object([
                    "provider": .string("broker"), "accountId": .null, "roleName": .string("reader"),
                    "settings": .object(["broker_role": .string("reader")]),
                ])
            ])
        let cache = try #require(json["caches"]?.array?.first)
        #expect(cache["serves"] == .bool(true) && cache["owner"]?.string == "broker")

        let other = IdentityExplanation.of(
            IdentityRequest(profile: "role"), service: nil, in: core.context(), providers: .withBroker)
        #expect(other.providers.first?.reason == "profile role has no broker_role")
    }

    @Test func `Status and prompt show it`() async throws {
        func status() throws -> StatusReport {
            StatusReport(
                facts: try StatusFacts.load(try identity("lent"), core.context()), caller: nil,
                time: LocalTime(home.clock.clock))
        }
        func prompt() -> String {
            PromptSegment.load(core.context(["AWS_PROFILE": "lent"]), providers: .withBroker).text(at: home.clock.now)
        }
        #expect(try status().json["provider"]?.string == "broker")
        #expect(try status().json["state"]?.string == "renewable")
        lend()
        _ = try await fetch("lent")
        #expect(try status().json["roleName"]?.string == "reader")
        #expect(try status().json["secondsLeft"] == .integer(3600))
        #expect(try status().text(Style(isColoured: false)).contains(" broker\n"))
        #expect(prompt() == "lent 1h00m")
    }

    @Test func `It is asked once, and its file serves without a question`() async throws {
        lend()
        #expect(try await fetch("lent").accessKeyID == "ASIABROKER")
        #expect(broker.calls == [ScriptedContainer.Call(url: "http://127.0.0.1:7000/reader", authorization: nil)])
        #expect(try await fetch("lent").accessKeyID == "ASIABROKER")
        let service = try service()
        let request = IdentityRequest(profile: "lent")
        let keys = try service.credentials(
            try service.resolver.resolve(request), request, policy: CredentialRenewalPolicy(typedMinimum: nil),
            login: .never,
            warn: { _ in })
        #expect(keys.accessKeyID == "ASIABROKER")
    }

    @Test func `A role is assumed with its keys`() async throws {
        lend()
        let role = AssumedRole(
            credentials: .of("ASIAROLE", endsAt: home.later(3600)), id: "AROA:me", arn: "arn", requestID: nil)
        sts.onRole { role }
        #expect(try await fetch("role").accessKeyID == "ASIAROLE")
        guard case .assumeRole(let request, _, _, "ASIABROKER")? = sts.calls.first else {
            Issue.record("\(sts.calls)")
            return
        }
        #expect(request.roleARN == Self.arn)
        let facts = try StatusFacts.load(try identity("role"), core.context())
        #expect(facts.sources.map(\.name) == ["lent"] && facts.sources.map(\.source.providerName) == ["broker"])
    }

    @Test
    func `It has no role to assume, so what only AssumeRole takes is refused, and the rest narrows what it gives`()
        throws
    {
        var limits = RoleSessionRestrictions()
        limits.isReadOnly = true
        #expect(try identity("lent", limits: limits).scope == "read-strict")
        limits.policyARNs = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
        let failure = try #require(throws: Failure.self) { try identity("lent", limits: limits) }
        #expect(failure.message.contains("profile lent has credentials from provider broker"))
    }
}
