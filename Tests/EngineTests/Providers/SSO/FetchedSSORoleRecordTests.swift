import Engine
import SystemKit
import TestSupport
import Testing

struct FetchedSSORoleRecordTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func fetched(_ session: SSOSession = .corp) -> FetchedSSORoleRecord {
        FetchedSSORoleRecord(files: home.files, state: home.state, session: session)
    }

    @Test func `Roles are noted once, listed, and forgotten one by one`() throws {
        let reader = SSORole(session: .corp, accountID: "222222222222", roleName: "Read Only")
        #expect(try fetched().load(.corp).isEmpty)
        for role in [.admin, reader, .admin] { try fetched().note(role) }
        #expect(Set(try fetched().load(.corp)) == [.admin, reader])
        try fetched().forget(.admin)
        try fetched().forget(.admin)
        #expect(try fetched().load(.corp) == [reader])
    }

    @Test func `Sessions don't mix`() throws {
        try fetched().note(.admin)
        #expect(try fetched(.legacy).load(.legacy).isEmpty)
    }

    @Test func `What is no note is passed over`() throws {
        try fetched().note(.admin)
        let folder = ".local/state/awsx/fetched/\(CacheKey.token(.corp))"
        for (name, text) in [("a", ""), ("b", "one field"), ("c", "1\t2\t3\n"), (".hidden", "1\t2\n")] {
            try home.folder.put(text, at: "\(folder)/\(name)")
        }
        #expect(try fetched().load(.corp) == [.admin])
        #expect(try home.folder.mode(folder) == 0o700)
    }

    @Test func `State lives where XDG says, or under the home`() throws {
        let path = { (variables: KeyValuePairs<String, String>) in
            try StateFolder.of(home.context(variables)).path
        }
        #expect(try path([:]) == "\(home.path)/.local/state/awsx")
        #expect(try path(["XDG_STATE_HOME": "/var/state"]) == "/var/state/awsx")
        #expect(try path(["XDG_STATE_HOME": "relative"]) == "\(home.path)/.local/state/awsx")
        #expect(try path(["XDG_STATE_HOME": ""]) == "\(home.path)/.local/state/awsx")
        let failure = try #require(throws: Failure.self) { try StateFolder.of(.unprepared) }
        #expect(failure.status == .configuration)
    }
}
