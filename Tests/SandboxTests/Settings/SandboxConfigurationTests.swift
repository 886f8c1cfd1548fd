import Testing

@testable import Sandbox

struct SandboxConfigurationTests {
    private func merged(_ state: SandboxConfiguration, _ patch: String) throws -> SandboxConfiguration {
        try state.merged(with: Array(patch.utf8))
    }

    @Test func `a patch changes what it names and nothing else`() throws {
        let state = try merged(SandboxConfiguration(), #"{"lifetimes": {"accessToken": 5}, "latencyMs": 20}"#)
        #expect(state.lifetimes.accessToken == 5)
        #expect(state.lifetimes.session == 28_800)
        #expect(state.latencyMs == 20)
        #expect(state.accounts == Account.standard)
    }

    @Test func `null brings a default back`() throws {
        var state = SandboxConfiguration()
        state.user = "else"
        #expect(try merged(state, #"{"user": null}"#).user == "sandbox-user")
    }

    @Test func `names and addresses of accounts may be absent`() throws {
        let state = try merged(
            SandboxConfiguration(), #"{"accounts": [{"accountId": "000000000001", "roles": ["R"]}]}"#)
        #expect(state.accounts == [Account("000000000001", roles: ["R"])])
    }

    @Test func `what is written is what is read`() throws {
        var state = SandboxConfiguration()
        state.faults = [Fault(operation: "Logout", kind: .hang, count: 2, probability: 0.5)]
        state.forbidden = [AccountRole(accountId: "111111111111", roleName: "R")]
        state.deniedActions = [
            DeniedActions(accountId: "111111111111", roleName: "R", actions: ["sts:*"]),
            DeniedActions(accountId: "222222222222", actions: ["s3:Put*"]),
        ]
        state.buckets = [Bucket("b", accountId: "111111111111", objects: ["k": "v"])]
        #expect(try SandboxConfiguration().merged(with: state.json) == state)
    }

    @Test(arguments: [
        (#"{"latency": 1}"#, "unknown setting 'latency'"),
        (#"{"lifetimes": {"token": 1}}"#, "unknown setting 'lifetimes.token'"),
        (#"{"faults": [{"operation": "*", "kind": "hang", "often": 1}]}"#, "unknown setting 'faults.often'"),
        (#"{"accounts": [{"accountId": "1", "roles": []}]}"#, "accountId '1' is not twelve digits"),
        (
            #"{"deniedActions": [{"accountId": "1", "actions": []}]}"#,
            "accountId '1' of denied actions or of a bucket is not twelve digits"
        ),
        (
            #"{"buckets": [{"accountId": "x", "name": "b"}]}"#,
            "accountId 'x' of denied actions or of a bucket is not twelve digits"
        ),
        (#"{"interval": -1}"#, "interval is out of range"),
        (#"{"clockOffset": 9223372036854775807}"#, "clockOffset is out of range"),
        (#"{"requestsPerSecond": 1e-300}"#, "requestsPerSecond is out of range"),
        (#"{"lifetimes": {"session": -9223372036854775807}}"#, "a lifetime is out of range"),
        (
            #"{"faults": [{"operation": "*", "kind": "status", "status": 1000}]}"#,
            "the status of a fault is not from 200 to 599"
        ),
        (#"{"pageSize": 0}"#, "pageSize is out of range"),
        (#"[]"#, "state is not a JSON object"),
        (#"{"user": 5}"#, "user: has the wrong type"),
    ])
    func `a patch that is wrong is refused whole`(patch: String, reason: String) {
        #expect(throws: StateProblem(description: reason)) { try merged(SandboxConfiguration(), patch) }
    }

    @Test(arguments: [
        ("https://sandbox.awsapps.com/start", true), ("https://sandbox.awsapps.com/start/", true),
        ("https://sandbox.awsapps.com/start#/", true), ("https://sandbox.awsapps.com/start/#/", true),
        ("https://other.awsapps.com/start", false), ("https://sandbox.awsapps.com/", false), ("", false),
    ])
    func `the start URL is ours with what browsers add`(url: String, isOurs: Bool) {
        #expect(SandboxConfiguration().answersFor(url) == isOurs)
    }
}
