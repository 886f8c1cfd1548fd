import Engine
import NetworkCommands
import PluginKit
import SystemKit
import TestSupport
import Testing

@testable import Plugins

@Suite struct RegistryIdentityTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private static func profile(_ name: String, _ account: String, _ role: String = "R", region: String = "us-east-1")
        -> String
    {
        """
        [\(name == "default" ? name : "profile \(name)")]
        sso_session = corp
        sso_account_id = \(account)
        sso_role_name = \(role)
        region = \(region)

        """
    }

    private static let session = """
        [sso-session corp]
        sso_start_url = https://d.awsapps.com/start
        sso_region = us-east-1

        """

    private func choose(
        _ registry: String, _ profiles: [String], settings: String = "",
        _ variables: KeyValuePairs<String, String> = [:], typed: String? = nil
    ) throws -> String? {
        try home.files.createFolder("\(home.path)/.aws", mode: 0o700)
        try home.files.createFolder("\(home.path)/.config/awsx", mode: 0o700)
        try home.files.write(Array((Self.session + profiles.joined()).utf8), to: "\(home.path)/.aws/config", .secret)
        try home.files.write(Array(settings.utf8), to: "\(home.path)/.config/awsx/config", .secret)
        let context = home.context(variables)
        let output = Output(isJSON: false, Verbosity(color: .never, isVerbose: false, isQuiet: true), in: context)
        let service = try OnlineCredentialService(context, observer: RequestObserver(output)) { _ in }
        let host = try #require(RegistryHost(registry))
        let found = try RegistryIdentity(service).choose(host, typed: IdentityRequest(profile: typed))
        return found.map { $0.profile?.name ?? "-" }
    }

    private static let one = "111111111111.dkr.ecr.us-east-1.amazonaws.com"
    private static let other = "111111111111.dkr.ecr.eu-west-1.amazonaws.com"

    @Test func `The only profile of the account asks`() throws {
        let profiles = [Self.profile("a", "222222222222"), Self.profile("b", "111111111111")]
        #expect(try choose(Self.one, profiles) == "b")
        // Whatever its region is.
        #expect(try choose(Self.other, profiles) == "b")
        // An active one of another account is passed over.
        #expect(try choose(Self.one, profiles, ["AWS_PROFILE": "a"]) == "b")
    }

    @Test func `Of several the one in the registry's region asks, and of one role any`() throws {
        let roles = [Self.profile("a", "111111111111"), Self.profile("b", "111111111111", "S", region: "eu-west-1")]
        #expect(try choose(Self.other, roles) == "b")
        let regions = [Self.profile("a", "111111111111"), Self.profile("b", "111111111111", region: "ap-south-1")]
        #expect(try choose(Self.other, regions) == "a")
        #expect(
            try choose(Self.one, [Self.profile("default", "111111111111"), Self.profile("z", "111111111111")]) != nil)
    }

    @Test func `Several are an error that names the rule to write`() throws {
        let profiles = [Self.profile("a", "111111111111"), Self.profile("b", "111111111111", "S")]
        let failure = #expect(throws: Failure.self) { try choose(Self.one, profiles) }
        #expect(failure?.code == .noCredentials)
        #expect(failure?.message.contains("2 profiles belong to account 111111111111") == true)
        #expect(failure?.message.hasSuffix("a, b") == true)
        #expect(failure?.hint?.words.contains("under [ecr]: 111111111111 = a") == true)
        #expect(failure?.hint?.words.contains("\(home.path)/.config/awsx/config") == true)
        #expect(try choose(Self.one, profiles, ["AWS_PROFILE": "b"]) == "b")
    }

    @Test func `A rule for the host beats one for the account, and both the active profile`() throws {
        let profiles = [
            Self.profile("a", "111111111111"), Self.profile("b", "111111111111", "S"),
            Self.profile("c", "333333333333"),
        ]
        let account = "[ecr]\n111111111111 = a\n"
        #expect(try choose(Self.one, profiles, settings: account, ["AWS_PROFILE": "b"]) == "a")
        #expect(try choose(Self.one, profiles, settings: account + "\(Self.one) = b\n") == "b")
        #expect(try choose(Self.other, profiles, settings: account + "\(Self.one) = b\n") == "a")
        // A registry that another account shares.
        #expect(try choose(Self.one, profiles, settings: "[ecr]\n111111111111 = c\n") == "c")
        #expect(try choose(Self.one, profiles, settings: account, typed: "c") == "c")
    }

    @Test func `A rule that names no profile is an error at its line`() {
        let failure = #expect(throws: Failure.self) {
            try choose(Self.one, [Self.profile("a", "111111111111")], settings: "[ecr]\n111111111111 = gone\n")
        }
        #expect(failure?.code == .profileNotFound)
        #expect(failure?.location == .file("\(home.path)/.config/awsx/config", line: 2))
    }

    @Test func `An account without a profile is an error, since the registry serves nobody else`() {
        let failure = #expect(throws: Failure.self) { try choose(Self.one, [Self.profile("a", "222222222222")]) }
        #expect(failure?.message.contains("no profile belongs to account 111111111111") == true)
    }

    @Test func `The public registry is asked as whoever is active, or as nobody`() throws {
        let profiles = [Self.profile("a", "111111111111"), Self.profile("b", "222222222222")]
        #expect(try choose("public.ecr.aws", profiles) == nil)
        #expect(try choose("public.ecr.aws", profiles, ["AWS_PROFILE": "b"]) == "b")
        #expect(
            try choose("public.ecr.aws", profiles, settings: "[ecr]\npublic.ecr.aws = a\n", ["AWS_PROFILE": "b"]) == "a"
        )
    }

    @Test func `Keys in the environment are used where they are of the account`() throws {
        let keys: KeyValuePairs = [
            "AWS_ACCESS_KEY_ID": "AKIAX", "AWS_SECRET_ACCESS_KEY": "SK", "AWS_ACCOUNT_ID": "111111111111",
        ]
        #expect(try choose(Self.one, [Self.profile("a", "222222222222")], keys) == "-")
    }
}
