import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

/// The recorded conversations are what awsx says today, byte for byte, and change only with the protocol's version.
struct ConversationTests {
    private static func setting(_ value: String, _ line: Int, _ file: String = "/home/me/.aws/config") -> Setting {
        Setting(value: value, location: .file(file, line: line))
    }

    private static let dev = HookSubject(
        profile: "dev", accountID: "111111111111", roleName: "Admin", region: "eu-west-1")

    private static let operations: [(name: String, operation: PluginOperation)] = [
        (
            "a profile with account and role",
            .credentials(
                PluginCredentialRequest(
                    profile: "dev", accountID: "111111111111", roleName: "Admin", region: "eu-west-1",
                    settings: [
                        NamedSetting("sso_session", setting("corp", 2)),
                        NamedSetting("sso_account_id", setting("111111111111", 3)),
                        NamedSetting("sso_role_name", setting("Admin", 4)),
                        NamedSetting("region", setting("eu-west-1", 5)),
                    ]), reason: "exec")
        ),
        (
            "a profile without settings",
            .credentials(PluginCredentialRequest(profile: "empty"), reason: "credential-process")
        ),
        (
            "a duration, options and letters beyond ASCII",
            .credentials(
                PluginCredentialRequest(
                    profile: "prod \"ü\"", settings: [NamedSetting("vault_path", setting("a/ü \\ \"b\"", 7))],
                    options: [
                        NamedSetting("server", setting("https://broker.example", 3, "/home/me/.config/awsx/config"))
                    ], durationSeconds: 900), reason: "env")
        ),
        ("a lease to give back", .revocation(lease: "lease-1", profile: "dev")),
        (
            "before a command",
            .hook(
                .preExec,
                HookSubject(
                    profile: "dev", accountID: "111111111111", roleName: "Admin", region: "eu-west-1", command: "tofu"))
        ),
        ("before a command, with nothing known", .hook(.preExec, HookSubject(profile: nil, command: "sh"))),
        ("before a shell changes", .hook(.preUse, dev)), ("after a sign-in", .hook(.postLogin, dev)),
        ("after a denial", .hook(.onDenied, dev)), ("the first word", .completion(words: [""], position: 0)),
        ("a word among others", .completion(words: ["open", "--host", "db ü", "x"], position: 2)),
    ]

    @Test func `Every question is as it was recorded, byte for byte`() throws {
        let recorded = Conversation.provider + Conversation.hook + Conversation.completion
        #expect(recorded.map(\.name) == Self.operations.map(\.name))
        for (conversation, (_, operation)) in zip(recorded, Self.operations) {
            let request = ExchangeRequest(
                operation, runID: "6b1f0c5e-2d1a-4c3b-9e8f-0123456789ab", isInteractive: false,
                deadline: conversation.request["deadline_ms"]?.integer ?? 0)
            #expect(String(decoding: request.line, as: UTF8.self) == String(decoding: conversation.line, as: UTF8.self))
            #expect(!request.line.contains(0x0a) && request.line.allSatisfy { $0 < 0x80 })
        }
    }

    /// A change of a question is a new version of the protocol, with a line of its own here.
    @Test func `No question changes without a new version`() throws {
        let versions: [Int64: String] = [
            1: "8a535a8e60ca1a5e072cfb1772895ca7e74ba686ef4da69861c59431ec79cb11"
        ]
        let lines = (Conversation.provider + Conversation.hook + Conversation.completion).map {
            String(decoding: $0.line, as: UTF8.self)
        }
        #expect(versions[Manifest.protocolVersion] == CacheKey.digest(lines.joined(separator: "\n")))
    }

    @Test(arguments: Conversation.provider + Conversation.hook)
    func `Every recorded answer is one that awsx takes`(conversation: Conversation) throws {
        let answer = try #require(conversation.answer)
        let outcome = ProcessExchange.Outcome(
            ending: .exited(0), output: Array(answer.serialized(.minified).utf8))
        do throws(PluginFault) {
            let ok = try PluginAnswer.read(outcome)
            switch conversation.request["event"]?.string.flatMap(HookEvent.init) {
            case let event?: _ = try HookAnswer(ok, for: event)
            case nil: _ = try PluginLease(answer: ok, files: FileVersions([], LocalFiles()))
            }
        } catch {
            guard case .refused = error else { throw error }
        }
    }
}
