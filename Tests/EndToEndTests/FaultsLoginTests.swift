import TestSupport
import Testing

/// What goes wrong in a sign-in.
@Suite struct FaultsLoginTests {
    @Test(
        arguments: [
            ("RegisterClient", #""kind": "status", "status": 500"#, 69), ("RegisterClient", #""kind": "html""#, 69),
            ("RegisterClient", #""kind": "reset""#, 69), ("RegisterClient", #""kind": "empty""#, 69),
            ("RegisterClient", #""kind": "status", "status": 429, "retryAfter": 900"#, 75),
            ("RegisterClient", #""kind": "status", "status": 400, "code": "InvalidRequestException""#, 77),
            ("CreateToken", #""kind": "status", "status": 500"#, 69), ("CreateToken", #""kind": "garbage""#, 69),
            ("CreateToken", #""kind": "truncate""#, 69), ("CreateToken", #""kind": "html""#, 69),
            ("CreateToken", #""kind": "status", "status": 400, "code": "AccessDeniedException""#, 77),
        ] as [(String, String, Int32)])
    func `a fault in the browser's sign-in ends it and leaves no token`(
        operation: String, fault: String, status: Int32
    ) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try sandbox.set(#"{"faults": [{"operation": "\#(operation)", \#(fault)}]}"#)
            expectFailure(try await home.awsx("login", "-q"), status)
            #expect(!home.list(".aws/sso/cache").contains { EndToEndHome.tokenFile.hasSuffix($0) })
            try sandbox.set(#"{"faults": []}"#)
            let again = try await home.awsx("login")
            #expect(again.status == 0, "\(again)")
        }
    }

    @Test(
        arguments: [
            ("StartDeviceAuthorization", #""kind": "status", "status": 500"#, 69),
            ("StartDeviceAuthorization", #""kind": "garbage""#, 69),
            ("StartDeviceAuthorization", #""kind": "status", "status": 401, "code": "InvalidClientException""#, 75),
            ("CreateToken", #""kind": "status", "status": 400, "code": "AccessDeniedException""#, 77),
            ("CreateToken", #""kind": "status", "status": 400, "code": "ExpiredTokenException""#, 75),
        ] as [(String, String, Int32)])
    func `a fault in the device's sign-in ends it and leaves no token`(
        operation: String, fault: String, status: Int32
    ) async throws {
        try await EndToEndHome.with(["--auto-approve", "always"]) { home, sandbox in
            try sandbox.set(#"{"faults": [{"operation": "\#(operation)", \#(fault)}]}"#)
            expectFailure(try await home.awsx("login", "--use-device-code", "--no-browser", "-q"), status)
            #expect(!home.list(".aws/sso/cache").contains { EndToEndHome.tokenFile.hasSuffix($0) })
            try sandbox.set(#"{"faults": []}"#)
            let again = try await home.awsx("login", "--use-device-code", "--no-browser")
            #expect(again.status == 0, "\(again)")
        }
    }

    @Test(arguments: [(true, 77), (false, 75)] as [(Bool, Int32)])
    func `a device code that is denied, or never confirmed, is told apart`(denied: Bool, status: Int32) async throws {
        try await EndToEndHome.with(state: #"{"lifetimes": {"deviceCode": \#(denied ? 600 : 2)}}"#) { home, sandbox in
            let login = try Crowd(1, in: home, "login", "--use-device-code", "--no-browser")
            if denied {
                try await eventually("the code is shown") { login.members[0].error.contains("code ") }
                let code = try #require(login.members[0].error.firstMatch(of: #/code +([A-Z]{4}-[A-Z]{4})/#)?.1)
                try sandbox.deny(userCode: String(code))
            }
            let outcome = await login.outcomes()[0]
            expectFailure(outcome, status)
        }
    }

    @Test func `polling slows down when it is told to and loses no answer`() async throws {
        try await EndToEndHome.with(["--auto-approve", "always"], state: #"{"interval": 1}"#) { home, sandbox in
            try sandbox.set(
                """
                {"faults": [{"operation": "CreateToken", "kind": "status", "status": 400, "code": "SlowDownException", "count": 1},
                {"operation": "CreateToken", "kind": "reset", "count": 1}]}
                """)
            let start = ContinuousClock.now
            let login = try await home.awsx("login", "--use-device-code", "--no-browser")
            #expect(login.status == 0, "\(login)")
            #expect(ContinuousClock.now - start >= .seconds(6))
        }
    }
}
