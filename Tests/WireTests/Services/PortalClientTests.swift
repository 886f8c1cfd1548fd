import Engine
import SystemKit
import TestSupport
import Testing
import Wire

struct PortalClientTests {
    private static let token = Secret("TOKEN-CANARY")

    private func client(_ transport: ScriptedTransport) -> PortalClient {
        PortalClient(
            endpoint: Endpoint(service: .portal, url: "https://portal.example", region: "us-east-1", location: nil),
            client: .scripted(transport))
    }

    @Test func `Accounts of all pages come in order, with or without names`() async throws {
        let transport = ScriptedTransport(
            .json(
                #"{"accountList":[{"accountId":"000000000001","accountName":"One","emailAddress":"a@b"},"#
                    + #"{"accountId":"2"}],"nextToken":"a/b+="}"#),
            .json(#"{"accountList":[{"accountId":"3","accountName":null}],"nextToken":null}"#))
        let accounts = try await client(transport).listAccounts(accessToken: Self.token)
        #expect(
            accounts == [
                Account(id: "000000000001", name: "One", emailAddress: "a@b"),
                Account(id: "2", name: nil, emailAddress: nil), Account(id: "3", name: nil, emailAddress: nil),
            ])
        #expect(
            transport.requests.map(\.url) == [
                "https://portal.example/assignment/accounts?max_result=100",
                "https://portal.example/assignment/accounts?next_token=a%2Fb%2B%3D&max_result=100",
            ])
        #expect(transport.requests.allSatisfy { $0.method == "GET" && $0.body.isEmpty })
        #expect(transport.requests.allSatisfy { $0.headers["x-amz-sso_bearer_token"] == "TOKEN-CANARY" })
    }

    @Test func `Roles name their account on every page`() async throws {
        let transport = ScriptedTransport(
            .json(#"{"roleList":[{"roleName":"Admin","accountId":"1"}],"nextToken":"n"}"#),
            .json(#"{"roleList":[{"roleName":"Read Only","accountId":"1"}]}"#))
        let roles = try await client(transport).listAccountRoles(accountID: "012345678901", accessToken: Self.token)
        #expect(roles == ["Admin", "Read Only"])
        #expect(
            transport.requests.map(\.url) == [
                "https://portal.example/assignment/roles?account_id=012345678901&max_result=100",
                "https://portal.example/assignment/roles?account_id=012345678901&next_token=n&max_result=100",
            ])
    }

    @Test func `A page token that comes twice ends in an error, not in a loop`() async throws {
        let page = ScriptedTransport.Step.json(#"{"accountList":[],"nextToken":"same"}"#)
        let other = ScriptedTransport.Step.json(#"{"accountList":[],"nextToken":"other"}"#)
        let failure = try await #require(throws: Failure.self) {
            try await client(ScriptedTransport(page, other, page)).listAccounts(accessToken: Self.token)
        }
        #expect(failure.code == .badAnswer)
        #expect(failure.message.contains("nextToken"))
    }

    /// A portal that names a fresh next page with every page, for ever.
    private func endless(_ entries: String, slept milliseconds: Int64 = 0) async throws -> (Failure, pages: Int) {
        let clock = HeldClock()
        let transport = EndlessPortal(entries, clock: clock.clock, milliseconds: milliseconds)
        let client = PortalClient(
            endpoint: Endpoint(service: .portal, url: "https://portal.example", region: "us-east-1", location: nil),
            client: .scripted(transport, clock: clock))
        let failure = try await #require(throws: Failure.self) {
            try await client.listAccounts(accessToken: Self.token)
        }
        #expect(failure.code == .badAnswer && failure.status == .unavailable)
        #expect(failure.location == .url("https://portal.example/assignment/accounts"))
        #expect(failure.message.contains("ListAccounts"))
        return (failure, transport.pages)
    }

    @Test func `Pages have an end, with and without entries`() async throws {
        for entries in ["", #"{"accountId":"000000000001"}"#] {
            let (failure, pages) = try await endless(entries)
            #expect(failure.message.contains("does not end: 1000 pages"))
            #expect(pages == 1000)
        }
    }

    @Test func `Entries have an end`() async throws {
        let page = Array(repeating: #"{"accountId":"1"}"#, count: 1000).joined(separator: ",")
        let (failure, pages) = try await endless(page)
        #expect(failure.message.contains("more than 100000 entries"))
        #expect(pages == 101)
    }

    @Test func `Their length has an end`() async throws {
        let name = String(repeating: "n", count: 1 << 20)
        let (failure, pages) = try await endless(#"{"accountId":"1","accountName":"\#(name)"}"#)
        #expect(failure.message.contains("more than 48 MiB"))
        #expect(pages == 48)
    }

    @Test func `Time has an end`() async throws {
        let (failure, pages) = try await endless("", slept: 60_000)
        #expect(failure.message.contains("does not end: it has taken 900 s"))
        #expect(pages == 15)
    }

    @Test func `The thousandth page may be the last`() async throws {
        let pages = (1..<1000).map { ScriptedTransport.Step.json(#"{"accountList":[],"nextToken":"\#($0)"}"#) }
        let accounts = try await client(ScriptedTransport(pages + [.json(#"{"accountList":[]}"#)]))
            .listAccounts(accessToken: Self.token)
        #expect(accounts.isEmpty)
    }

    @Test func `All lists of one client have an end together`() async throws {
        let roles = Array(repeating: #"{"roleName":"R"}"#, count: 100_000).joined(separator: ",")
        let page = ScriptedTransport.Step.json(#"{"roleList":[\#(roles)]}"#)
        let portal = client(ScriptedTransport(page, page, page, page, page, .json(#"{"roleList":[{"roleName":"R"}]}"#)))
        for _ in 0..<5 {
            #expect(try await portal.listAccountRoles(accountID: "1", accessToken: Self.token).count == 100_000)
        }
        let failure = try await #require(throws: Failure.self) {
            try await portal.listAccountRoles(accountID: "1", accessToken: Self.token)
        }
        #expect(failure.code == .badAnswer)
        #expect(failure.message.contains("brings the total to more than 500000 entries"))
    }

    @Test func `Role credentials end at a millisecond`() async throws {
        let transport = ScriptedTransport(
            .json(
                #"{"roleCredentials":{"accessKeyId":"ASIA","secretAccessKey":"S","sessionToken":"T","#
                    + #""expiration":1795219200123}}"#))
        let keys = try await client(transport).roleCredentials(
            accountID: "111111111111", roleName: "A b/ü", accessToken: Self.token)
        #expect(keys.accessKeyID == "ASIA")
        #expect(keys.secretAccessKey.reveal() == "S")
        #expect(keys.sessionToken?.reveal() == "T")
        #expect(keys.expiration == Instant(milliseconds: 1_795_219_200_123))
        #expect(keys.accountID == "111111111111")
        #expect(
            transport.requests.first?.url
                == "https://portal.example/federation/credentials?role_name=A%20b%2F%C3%BC&account_id=111111111111")
    }

    @Test(arguments: [
        ("{}", "roleCredentials"), (#"{"roleCredentials":null}"#, "roleCredentials"),
        (
            #"{"roleCredentials":{"accessKeyId":"A","secretAccessKey":"S","sessionToken":"T"}}"#,
            "roleCredentials.expiration"
        ),
        (
            #"{"roleCredentials":{"accessKeyId":"A","secretAccessKey":"S","sessionToken":"T","expiration":0}}"#,
            "roleCredentials.expiration"
        ),
        (
            #"{"roleCredentials":{"accessKeyId":"A","secretAccessKey":"S","sessionToken":"T","expiration":9e18}}"#,
            "roleCredentials.expiration"
        ),
        (
            #"{"roleCredentials":{"accessKeyId":"A","secretAccessKey":"S","expiration":1795219200123}}"#,
            "roleCredentials.sessionToken"
        ),
        (#"{"roleCredentials":{"accessKeyId":"A\nB","secretAccessKey":"S"}}"#, "roleCredentials.accessKeyId"),
        ("<html>", "is not JSON"), ("", "is not JSON"),
    ])
    func `Half credentials are a bad answer`(body: String, what: String) async throws {
        let failure = try await #require(throws: Failure.self) {
            try await client(ScriptedTransport(.json(body))).roleCredentials(
                accountID: "1", roleName: "R", accessToken: Self.token)
        }
        #expect(failure.code == .badAnswer)
        #expect(failure.message.contains(what))
        #expect(failure.location == .url("https://portal.example/federation/credentials"))
    }

    @Test(arguments: [
        (#"{"accountList":7}"#, "accountList"), (#"{"accountList":["1"]}"#, "accountList"),
        (#"{"accountList":[{"accountName":"x"}]}"#, "accountList[].accountId"),
    ])
    func `A list that is none is a bad answer`(body: String, what: String) async throws {
        let failure = try await #require(throws: Failure.self) {
            try await client(ScriptedTransport(.json(body))).listAccounts(accessToken: Self.token)
        }
        #expect(failure.message.contains(what))
    }

    @Test func `Logout posts nothing and takes an empty answer`() async throws {
        let transport = ScriptedTransport(.text("", type: "text/plain"))
        try await client(transport).logout(accessToken: Self.token)
        let request = try #require(transport.requests.first)
        #expect(request.method == "POST")
        #expect(request.url == "https://portal.example/logout")
        #expect(request.body.isEmpty)
    }

    @Test func `A part of the token that a refusal repeats is hidden, in whatever it repeats it`() async throws {
        let token = (0..<60).map { "part-\($0)-of-it" }.joined()
        let part = token.prefix(100)
        let refusal = try await #require(throws: ServiceError.self) {
            let body = #"{"message":"The token \#(part)... is over","code":"X\#(part)"}"#
            return try await client(ScriptedTransport(.json(body, status: 403))).roleCredentials(
                accountID: "1", roleName: "R", accessToken: Secret(token))
        }
        #expect(refusal.message == "The token •••... is over")
        #expect(refusal.code == "X•••")
        let failure = try await #require(throws: Failure.self) {
            try await client(ScriptedTransport(.text("no", type: "text/\(part)"))).roleCredentials(
                accountID: "1", roleName: "R", accessToken: Secret(token))
        }
        #expect(failure.message.contains("text/•••") && !failure.message.contains("part-"), "\(failure)")
    }

    @Test(arguments: [(401, "UnauthorizedException"), (403, "ForbiddenException"), (404, "ResourceNotFoundException")])
    func `A refusal keeps code and status and hides the token`(status: Int, code: String) async throws {
        let body = #"{"message":"No access with TOKEN-CANARY","__type":"com.amazonaws#\#(code)"}"#
        let refusal = try await #require(throws: ServiceError.self) {
            try await client(ScriptedTransport(.json(body, status: status))).roleCredentials(
                accountID: "1", roleName: "R", accessToken: Self.token)
        }
        #expect(refusal.code == code)
        #expect(refusal.httpStatus == status)
        #expect(refusal.message == "No access with •••")
        #expect(refusal.operation == "GetRoleCredentials")
    }

    @Test(arguments: ["a\r\nX-Evil: 1", "", "tok en", "tök"])
    func `A stored token that can't stand in a header needs a login`(text: String) async throws {
        let transport = ScriptedTransport()
        let failure = try await #require(throws: Failure.self) {
            try await client(transport).listAccounts(accessToken: Secret(text))
        }
        #expect(failure.status == .loginNeeded)
        #expect(transport.requests.isEmpty)
    }
}
