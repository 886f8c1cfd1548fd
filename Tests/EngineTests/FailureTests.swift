import Engine
import PluginKit
import SystemKit
import SystemPackage
import TestSupport
import Testing

struct FailureTests {
    private static let statuses: [(code: Failure.Code, status: Int32)] = [
        (.usage, 64), (.profileNotFound, 66), (.sessionNotFound, 66), (.accountNotFound, 66), (.pluginNotFound, 66),
        (.fileUnreadable, 66),
        (.fileUnwritable, 1), (.configUnparsable, 78), (.configInvalid, 78), (.mfaNeeded, 79),
        (.noCredentials, 78), (.partialCredentials, 78), (.noRegion, 78), (.loginNeeded, 79), (.loginRefused, 77),
        (.loginTimedOut, 75), (.loginCancelled, 130), (.lockTimedOut, 75), (.tooLittleTimeLeft, 75),
        (.unreachable, 69), (.throttled, 75), (.denied, 77), (.scopeDenied, 77), (.badAnswer, 69), (.nested, 77),
        (.commandNotFound, 127),
        (.notExecutable, 126), (.pluginBroken, 1), (.pluginFailed, 1), (.processFailed, 1), (.interrupted, 130),
        (.failed, 1),
    ]

    @Test(arguments: statuses)
    func `Every code has its exit status`(code: Failure.Code, status: Int32) {
        #expect(Failure(code, "x").status.rawValue == status)
        #expect(Failure(code, "x", status: .usage).status == .usage)
    }

    @Test func `The table above leaves out no code, and codes are words`() {
        #expect(Set(Self.statuses.map(\.code)) == Set(Failure.Code.allCases))
        #expect(Self.statuses.count == Failure.Code.allCases.count)
        #expect(Failure.Code.allCases.allSatisfy { $0.rawValue.allSatisfy { $0.isLowercase || $0 == "-" } })
    }

    @Test(
        arguments: [
            (.file("/a", line: 3), "/a:3"), (.file("/a", line: nil), "/a"), (.variable("AWS_PROFILE"), "$AWS_PROFILE"),
            (.argument("--profile"), "--profile"), (.url("https://x"), "https://x"),
        ] as [(Engine.SourceLocation, String)])
    func `A place is written where one looks for it`(location: Engine.SourceLocation, text: String) {
        #expect(location.description == text)
    }

    @Test(
        arguments: [
            ("ForbiddenException", 403, .denied), ("UnauthorizedException", 401, .denied),
            ("AccessDeniedException", 400, .denied),
            ("TooManyRequestsException", 429, .throttled), ("SlowDown", 503, .throttled),
            ("HTTP 500", 500, .unreachable),
            ("HTTP 503", 503, .unreachable), ("ValidationError", 400, .failed), ("", 404, .failed),
        ] as [(String, Int, Failure.Code)])
    func `A refusal of AWS has the code of its kind`(code: String, http: Int, kind: Failure.Code) {
        let failure = Failure(ServiceError.refusal(code, http, "words"))
        #expect(failure.code == kind)
        #expect(failure.message.contains("words"))
        #expect(failure.location == .url("https://oidc.test/token"))
    }

    @Test(arguments: [101, 200, 204, 302, 307, 304, 399, 600, 999], ["HTTP 302", "AccessDeniedException", "SlowDown"])
    func `A status that refuses nothing is no answer of AWS`(http: Int, code: String) {
        let failure = Failure(ServiceError.refusal(code, http, "words"))
        #expect(failure.code == .badAnswer && failure.status == .unavailable)
        #expect(failure.message.contains(code))
        #expect(failure.location == .url("https://oidc.test/token"))
    }

    @Test func `A throttled call says when to come back`() {
        let error = ServiceError(
            code: "X", message: "", httpStatus: 429, operation: "ListAccounts", url: "u", retryAfter: 7)
        #expect(Failure(error).hint?.words == "try again in 7 s")
        #expect(Failure(error).message == "AWS refused ListAccounts with X")
        #expect(Failure(ServiceError.refusal("SlowDown")).hint?.words == "try again in a minute")
    }

    @Test func `A server with a fault of its own says so, and where the cause is looked for`() {
        let error = ServiceError(code: "HTTP 503", message: "", httpStatus: 503, operation: "ListAccounts", url: "u")
        #expect(Failure(error).hint?.words == "try again in a minute; to find the cause: awsx doctor")
    }

    @Test(
        arguments: [
            (Errno.noSpace, "space"), (.permissionDenied, "ls -ld '/a b'"), (.readOnlyFileSystem, "ls -ld '/a b'"),
            (.ioError, nil),
        ] as [(Errno, String?)])
    func `A failed call to the system brings its path and what helps`(errno: Errno, hint: String?) {
        let failure = Failure(.fileUnwritable, SystemFailure("replace", "/a b", errno))
        #expect(failure.location == .file("/a b", line: nil))
        #expect(failure.message.hasPrefix("can't replace /a b: "))
        if let hint { #expect(failure.hint?.words.contains(hint) == true) } else { #expect(failure.hint == nil) }
    }

    @Test func `Output that somebody relies on fails aloud, and a reader that is gone ends the process`() throws {
        let full = #expect(throws: Failure.self) { try StandardStream { _ in .noSpace }.print("x") }
        #expect(full?.code == .fileUnwritable && full?.end == nil)
        let gone = #expect(throws: Failure.self) { try StandardStream { _ in .brokenPipe }.print("x") }
        #expect(gone?.end == .brokenPipe && gone?.status == .interrupted)
    }
}
