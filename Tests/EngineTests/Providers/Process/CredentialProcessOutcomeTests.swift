import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct CredentialProcessOutcomeTests {
    private static let location = SourceLocation.file("~/.aws/config", line: 7)
    private let clock = ManualClock()

    private func credentials(
        _ run: CapturedProcess, _ command: String = "/opt/vault --password hunter2", account: String? = nil
    ) throws -> Credentials {
        let settings = ProcessSettings(
            profile: "dev", command: Setting(value: command, location: Self.location), accountID: account)
        return try CredentialProcess(settings).credentials(from: run, at: clock.now)
    }

    private func printed(_ text: String) -> CapturedProcess {
        CapturedProcess(ending: .exited(0), output: Array(text.utf8))
    }

    private func failure(_ run: CapturedProcess, _ command: String = "/opt/vault --password hunter2") throws -> Failure
    {
        let failure = try #require(throws: Failure.self) { try credentials(run, command) }
        #expect(!"\(failure)".contains("hunter2"))
        return failure
    }

    @Test func `Every member is taken`() throws {
        let keys = try credentials(
            printed(
                #"{"Version": 1, "AccessKeyId": "AK", "SecretAccessKey": "SK", "SessionToken": "ST", "#
                    + #""Expiration": "2026-11-21T01:00:00Z", "AccountId": "111122223333", "More": [1]}"# + "\n"))
        #expect(
            keys
                == Credentials(
                    accessKeyID: "AK", secretAccessKey: Secret("SK"), sessionToken: Secret("ST"),
                    expiration: clock.now.advanced(bySeconds: 3600), accountID: "111122223333"))
    }

    @Test func `Without an end the keys are for good, and the profile tells the account`() throws {
        let output = printed(#"{"Version":1,"AccessKeyId":"AK","SecretAccessKey":"SK","Expiration":null}"#)
        let keys = try credentials(output, account: "444455556666")
        #expect(keys.expiration == nil)
        #expect(keys.sessionToken == nil)
        #expect(keys.accountID == "444455556666")
    }

    @Test(arguments: [
        ("", "printed nothing"), ("  \n", "not one JSON object"), ("rubbish SECRET", "not one JSON object"),
        ("[1]", "not one JSON object"), ("{\"Version\":1", "not one JSON object"),
        (#"{"AccessKeyId":"SECRET","SecretAccessKey":"SECRET"}"#, "no Version"),
        (#"{"Version":"1","AccessKeyId":"SECRET","SecretAccessKey":"SECRET"}"#, "not the number 1"),
        (#"{"Version":2,"AccessKeyId":"SECRET","SecretAccessKey":"SECRET"}"#, "not the number 1"),
        (#"{"Version":1,"SecretAccessKey":"SECRET"}"#, "no AccessKeyId"),
        (#"{"Version":1,"AccessKeyId":"","SecretAccessKey":"SECRET"}"#, "no AccessKeyId"),
        (#"{"Version":1,"AccessKeyId":"SECRET"}"#, "no SecretAccessKey"),
        (#"{"Version":1,"AccessKeyId":"SECRET","SecretAccessKey":null}"#, "no SecretAccessKey"),
        (#"{"Version":1,"AccessKeyId":7,"SecretAccessKey":"SECRET"}"#, "AccessKeyId that is not text"),
        (#"{"Version":1,"AccessKeyId":"SECRET","SecretAccessKey":"S\nX=1"}"#, "invalid characters"),
        (#"{"Version":1,"AccessKeyId":"SECRET","SecretAccessKey":"S","Expiration":"soon"}"#, "not a valid time"),
        (#"{"Version":1,"AccessKeyId":"SECRET","SecretAccessKey":"S","Expiration":12}"#, "not a valid time"),
    ])
    func `Other output is told without being shown`(output: String, words: String) throws {
        let failure = try failure(printed(output))
        #expect(failure.code == .badAnswer)
        #expect(failure.status == .failure)
        #expect(failure.message.contains(words))
        #expect(failure.location == Self.location)
        #expect(!"\(failure)".contains("SECRET"))
    }

    @Test(
        arguments: ["AccessKeyId", "SecretAccessKey", "SessionToken", "AccountId"],
        [#"\u007f"#, "\u{7f}", #"\u0000"#, #"\u001f"#, #"\n"#, #"\u001b[31m"#, #"\u009b31m"#, "\u{202e}"])
    func `A control character in any member is told without being shown`(member: String, character: String) throws {
        var members = ["AccessKeyId": "A", "SecretAccessKey": "S", "SessionToken": "T", "AccountId": "1"]
        members[member] = "SECRET\(character)"
        let text = members.map { #""\#($0.key)": "\#($0.value)""# }.joined(separator: ", ")
        let failure = try failure(printed(#"{"Version": 1, \#(text)}"#))
        #expect(failure.code == .badAnswer)
        #expect(failure.message.contains("printed a \(member) with invalid characters"))
        #expect(!"\(failure)".contains("SECRET"))
    }

    @Test func `The characters next to those that none can have are taken`() throws {
        let keys = try credentials(printed(#"{"Version":1,"AccessKeyId":"A ~","SecretAccessKey":" S~"}"#))
        #expect(keys.accessKeyID == "A ~")
        #expect(keys.secretAccessKey == Secret(" S~"))
    }

    @Test(arguments: ["2026-11-21T00:00:00Z", "2026-11-20T23:00:00+00:00", "1970-01-01T00:00:00Z"])
    func `Credentials that are over name the clock`(end: String) throws {
        let failure = try failure(
            printed(#"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"S","Expiration":"\#(end)"}"#))
        #expect(failure.code == .tooLittleTimeLeft)
        #expect(failure.status == .temporary)
        #expect(failure.hint?.words.contains("clock (it shows 2026-11-21T00:00:00Z)") == true)
    }

    @Test func `A program that fails is told with the last that it said, harmless on one line`() throws {
        let said = "one\ntwo\n\n  three\r\nfour \u{1b}[31m\n"
        let failure = try failure(CapturedProcess(ending: .exited(3), errors: Array(said.utf8)))
        #expect(failure.code == .processFailed)
        #expect(failure.status == .failure)
        #expect(failure.message.hasSuffix("failed with status 3: two / three / four \u{1b}[31m"))
        #expect(TerminalSafe.text(failure.message).hasSuffix("four \\u{1b}[31m"))
    }

    @Test func `What it said is cut`() throws {
        let failure = try failure(
            CapturedProcess(ending: .exited(1), errors: [UInt8](repeating: UInt8(ascii: "x"), count: 10_000)))
        #expect(failure.message.utf8.count < 700)
    }

    @Test func `A program that a signal ended says so`() throws {
        #expect(try failure(CapturedProcess(ending: .exited(137))).message.hasSuffix("was terminated by signal 9"))
    }

    @Test(
        arguments: [
            (79, .loginNeeded), (78, .configuration), (77, .denied), (1, .failure), (3, .failure),
        ] as [(Int32, Engine.ExitStatus)])
    func `Another awsx ends with a status that means the same here`(status: Int32, own: Engine.ExitStatus) throws {
        let run = CapturedProcess(ending: .exited(status))
        #expect(try failure(run, "/opt/bin/awsx credential-process x").status == own)
        #expect(try failure(run, "/opt/bin/other").status == .failure)
    }

    @Test func `Too much output, and too long, are ends of their own`() throws {
        let much = try failure(CapturedProcess(ending: .tooMuchOutput))
        #expect(much.status == .failure)
        #expect(much.message.contains("more than 1 MiB"))
        let long = try failure(CapturedProcess(ending: .tookTooLong, errors: Array("waiting\n".utf8)))
        #expect(long.status == .temporary)
        #expect(long.message.hasSuffix("timed out: waiting"))
        #expect(long.hint?.words.contains("AWSX_PROCESS_TIMEOUT") == true)
    }

    @Test(arguments: [CapturedProcess.Ending.exited(130), .interrupted(2), .interrupted(15)])
    func `An interruption is one`(ending: CapturedProcess.Ending) throws {
        #expect(try failure(CapturedProcess(ending: ending)).status == .interrupted)
    }
}
