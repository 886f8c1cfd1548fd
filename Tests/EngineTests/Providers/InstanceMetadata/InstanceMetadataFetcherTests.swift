import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct InstanceMetadataFetcherTests {
    private let home: TestHome
    private let service = ScriptedMetadata()
    private static let otherwise = Failure(
        .noCredentials, "no profile is configured", at: .file("~/.aws/config", line: nil), hint: "awsx configure sso")

    init() throws { home = try TestHome() }

    private func credentials(_ variables: KeyValuePairs<String, String> = [:]) async throws -> Credentials {
        let context = home.context(variables)
        let settings = InstanceMetadataSettings(context.environment, profile: nil, otherwise: Self.otherwise)
        return try await InstanceMetadataFetcher(context: context, service: service).credentials(try #require(settings))
    }

    @Test func `Credentials with time left are given as they are`() async throws {
        let keys = Credentials.of("AK", endsAt: home.later(1201))
        service.on { keys }
        #expect(try await credentials() == keys)
        #expect(service.calls == [MetadataAddress()])
    }

    @Test(arguments: [0, 60, 720, -86_400] as [Int64])
    func `Near or past their end they are believed 12 to 20 minutes longer`(left: Int64) async throws {
        let end = home.later(left)
        service.on { Credentials.of("AK", endsAt: end) }
        let given = try #require(try await credentials().expiration?.seconds(since: home.clock.now))
        #expect((720...1200).contains(given))
    }

    @Test func `Where it gives nothing, what else was missing is told with why`() async throws {
        service.on { throw Failure(.noCredentials, "the service did not answer", at: .url("http://169.254.169.254/")) }
        let failure = try await #require(throws: Failure.self) { try await credentials() }
        #expect(failure.code == .noCredentials)
        #expect(failure.status == .configuration)
        #expect(
            failure.message
                == "no profile is configured, and the service did not answer (http://169.254.169.254/)")
        #expect(failure.location == Self.otherwise.location)
        #expect(failure.hint == Self.otherwise.hint)
    }

    /// What a new user has set up is a value, not a sentence.
    @Test(arguments: [true, false])
    func `Who has set up nothing hears of no service that nobody mentioned`(isFirstRun: Bool) async throws {
        service.on { throw Failure(.noCredentials, "the service did not answer") }
        let first = Failure.nothingConfigured(
            ConfigPaths(config: "~/.aws/config", credentials: "~/.aws/credentials"))
        let nothing = isFirstRun ? first.hinting("other words") : Failure(.noCredentials, first.message)
        let context = home.context()
        let settings = try #require(InstanceMetadataSettings(context.environment, profile: nil, otherwise: nothing))
        let failure = try await #require(throws: Failure.self) {
            try await InstanceMetadataFetcher(context: context, service: service).credentials(settings)
        }
        #expect(failure.message.contains("did not answer") != isFirstRun)
    }

    private func region(_ variables: KeyValuePairs<String, String> = [:]) async throws -> Setting? {
        let context = home.context(variables)
        let settings = InstanceMetadataSettings(context.environment, profile: nil, otherwise: Self.otherwise)
        return try await InstanceMetadataFetcher(context: context, service: service).region(try #require(settings))
    }

    @Test(
        arguments: [
            ("eu-west-1a", "eu-west-1"), ("us-gov-east-1c", "us-gov-east-1"), ("us-west-2-lax-1a", "us-west-2-lax-1"),
            ("", nil), ("a", nil), ("x.evil.example/a", nil), ("EU-WEST-1a", nil),
        ] as [(String, String?)])
    func `The region is the zone without its letter`(zone: String, region: String?) async throws {
        service.onZone { zone }
        #expect(
            try await self.region() == region.map { Setting(value: $0, location: .url("http://169.254.169.254/")) })
    }

    @Test func `Outside a machine there is no region, and broken settings are told`() async throws {
        service.onZone { throw Failure(.noCredentials, "the service did not answer") }
        #expect(try await region() == nil)
        await #expect(throws: Failure.self) { try await region(["AWS_METADATA_SERVICE_TIMEOUT": "soon"]) }
    }

    @Test func `Broken settings cost no request`() async throws {
        let failure = try await #require(throws: Failure.self) {
            try await credentials(["AWS_METADATA_SERVICE_TIMEOUT": "soon"])
        }
        #expect(failure.code == .configInvalid)
        #expect(service.calls.isEmpty)
    }
}
