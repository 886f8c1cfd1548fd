import Engine
import PluginKit
import SystemKit
import SystemPackage
import Testing

/// What of a plugin's output is an answer.
struct PluginAnswerTests {
    private func read(_ output: String, _ status: Int32 = 0) throws -> JSON {
        try PluginAnswer.read(ProcessExchange.Outcome(ending: .exited(status), output: Array(output.utf8)))
    }

    private func fault(_ output: String, _ status: Int32 = 0) throws -> PluginFault {
        try #require(throws: PluginFault.self) { try read(output, status) }
    }

    @Test(arguments: [#"{"ok":{"a":1}}"#, "{\"ok\":{\"a\":1}}\n", "{\"v\":1,\"more\":[],\"ok\":{\"a\":1}} \r\n\n"])
    func `One object on one line is`(output: String) throws {
        #expect(try read(output) == .object(["a": .integer(1)]))
    }

    @Test func `Its own error comes first, whatever its status`() throws {
        let text = #"{"err":{"kind":"denied","message":"a\nb","hint":"h","retry_after_ms":1500}}"#
        for status: Int32 in [0, 1] {
            guard case .refused(let refusal) = try fault(text, status) else {
                Issue.record("no refusal")
                continue
            }
            #expect(refusal.kind == .denied && refusal.message == "a b" && refusal.hint == "h")
            #expect(refusal.retryAfter == 1500)
        }
    }

    @Test(
        arguments: [
            ("", 0, "ended without an answer"), ("\n\n", 0, "ended without an answer"), ("", 3, "failed with status 3"),
            ("{\"ok\":{\"accessKeyId\":\"CANARY", 0, "is not JSON"),
            ("{\"ok\":{\"accessKeyId\":\"CANARY", 1, "status 1"),
            ("{\"ok\":{}}\n{\"ok\":{}}\n", 0, "more than one line"), ("hello\n{\"ok\":{}}\n", 0, "more than one line"),
            ("[]", 0, "not a JSON object"), ("{}", 0, "neither ok nor err"), (#"{"ok":1}"#, 0, "is not an object"),
            (#"{"ok":{}}"#, 4, "failed with status 4"), (#"{"ok":{}}"#, 137, "signal 9"),
            (#"{"v":2,"ok":{}}"#, 0, "a protocol version other"),
            (#"{"v":"1","ok":{}}"#, 0, "a protocol version other"),
            ("{\"ok\":{}}\u{0}", 0, "is not JSON"), (#"{"ok":{}} trailing"#, 0, "is not JSON"),
            (String(repeating: "[", count: 100_000), 0, "nested too deeply"),
        ] as [(String, Int32, String)])
    func `All else is told without a word of it`(output: String, status: Int32, words: String) throws {
        let fault = try fault(output, status)
        #expect(fault.words.contains(words), "\(fault)")
        let failure = fault.failure(of: "corp", at: "/p/awsx-corp")
        #expect(failure.status == .failure && failure.location == .file("/p/awsx-corp", line: nil))
        #expect(!"\(failure)".contains("CANARY"))
        #expect(failure.hint == "awsx plugin test /p/awsx-corp")
    }

    @Test func `Bytes that are no text are no answer`() throws {
        let bytes: [UInt8] = Array("{\"ok\":{\"a\":\"".utf8) + [0xff, 0xfe] + Array("\"}}".utf8)
        let outcome = ProcessExchange.Outcome(ending: .exited(0), output: bytes)
        #expect(throws: PluginFault.self) { try PluginAnswer.read(outcome) }
    }

    @Test(
        arguments: [
            (.tookTooLong, 75), (.tooMuchOutput, 1), (.failed(SystemFailure("run", "/x", .permissionDenied)), 1),
        ] as [(ProcessExchange.Ending, Int32)])
    func `How a program was ended is told`(ending: ProcessExchange.Ending, status: Int32) throws {
        let fault = try #require(throws: PluginFault.self) {
            try PluginAnswer.read(ProcessExchange.Outcome(ending: ending, duration: 2100))
        }
        #expect(fault.failure(of: "x", at: "/x").status.rawValue == status)
        if case .late = fault { #expect(fault.words == "gave no answer within 2.1 s and was terminated") }
    }

    @Test func `A key that ended it ends us`() throws {
        for ending: ProcessExchange.Ending in [.interrupted(2), .exited(130)] {
            let fault = try #require(throws: PluginFault.self) {
                try PluginAnswer.read(ProcessExchange.Outcome(ending: ending))
            }
            #expect(fault.failure(of: "x", at: "/x").end == .signal(2))
        }
    }

    @Test(arguments: [
        ("not-mine", 78), ("login-required", 79), ("not-found", 66), ("denied", 77), ("throttled", 75),
        ("offline", 69), ("unsupported", 78), ("internal", 1), ("new-in-2030", 1),
    ])
    func `Each kind of error has its exit status`(kind: String, status: Int32) throws {
        guard case .refused(let refusal) = try fault(#"{"err":{"kind":"\#(kind)","message":"m"}}"#) else {
            Issue.record("no refusal")
            return
        }
        let failure = refusal.failure(of: "corp")
        #expect(failure.status.rawValue == status && failure.message == "plugin corp: m")
        // A sign-in of ours would not help.
        #expect(failure.code != .loginNeeded)
    }

    @Test(arguments: [#"{}"#, #"1"#, #"{"kind":7,"message":[]}"#, #"{"message":""}"#])
    func `An error that says nothing is told all the same`(error: String) throws {
        guard case .refused(let refusal) = try fault(#"{"err":\#(error)}"#) else {
            Issue.record("no refusal")
            return
        }
        #expect(refusal.kind == .internal && refusal.message == "it gave no reason (internal)")
        let long = try fault(#"{"err":{"message":"\#(String(repeating: "x", count: 90_000))"}}"#)
        if case .refused(let refusal) = long { #expect(refusal.message.count == 500) }
    }
}
