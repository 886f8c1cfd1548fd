import Engine
import SystemKit
import SystemPackage
import TestSupport
import Testing

@Suite struct RunLogTests {
    private let home: TestHome
    private let log: RunLog

    init() throws {
        home = try TestHome()
        log = RunLog(home.state, home.files)
    }

    private func entry(_ number: Int = 1, reason: String? = nil) -> RunLogEntry {
        RunLogEntry(
            at: home.clock.now, runID: "run\(number)", kind: "exec", profile: "dev", accountID: "111111111111",
            roleName: "Admin", arn: "arn:aws:iam::111111111111:role/Admin", scopes: ["read"], rules: ["a"],
            tags: ["t"], reason: reason, agent: "codex", command: "terraform", folder: "/home/me/ä\u{1b}",
            expiresAt: home.later(60), exitStatus: 3)
    }

    @Test func `a line is read as it was written, and is its owner's alone`() throws {
        try log.append(entry(1, reason: "a \"b\"\nc"))
        try log.append(entry(2))
        #expect(try log.entries() == [entry(1, reason: "a \"b\"\nc"), entry(2)])
        #expect(try home.files.status(log.path)?.mode == 0o600)
        #expect(try home.files.status(log.path.parentFolder)?.mode == 0o700)
        #expect(try log.bytes(log.path).split(separator: 0x0a).count == 2)
    }

    @Test func `a wider file is narrowed`() throws {
        try home.folder.put("", at: ".local/state/awsx/log/runs.jsonl")
        try home.files.setMode(0o644, of: log.path)
        try log.append(entry())
        #expect(try home.files.status(log.path)?.mode == 0o600)
    }

    @Test func `what is no line is passed over`() throws {
        try log.append(entry(1))
        _ = try home.files.append(Array("{\"at\":\"2026\n\n[]\nnull\n".utf8), to: log.path)
        try log.append(entry(2))
        #expect(try log.entries().map(\.runID) == ["run1", "run2"])
    }

    @Test func `ten files of a megabyte are kept`() throws {
        let filler = String(repeating: "x", count: 200_000)
        for number in 0..<80 { try log.append(entry(number, reason: filler)) }
        let names = try #require(try home.files.list(log.path.parentFolder)).filter { $0.hasPrefix("runs") }
        #expect(names.count == RunLog.fileLimit)
        for name in names {
            let status = try #require(try home.files.status("\(log.path.parentFolder)/\(name)"))
            #expect(status.size <= RunLog.sizeLimit + 201_000 && status.mode == 0o600)
        }
        let numbers = try log.entries().map(\.runID)
        #expect(numbers.last == "run79" && numbers.count < 80)
        #expect(numbers == numbers.sorted { Int($0.dropFirst(3)) ?? 0 < Int($1.dropFirst(3)) ?? 0 })
    }

    @Test(arguments: [Errno.noSpace, .readOnlyFileSystem, .permissionDenied])
    func `a disk that takes nothing is told`(errno: Errno) throws {
        home.files.fail(.append, errno)
        let error = #expect(throws: Failure.self) { try log.append(entry()) }
        #expect(error?.code == .fileUnwritable)
    }

    @Test func `nothing is written through a link, nor into a folder in the log's place`() throws {
        try home.folder.put("mine\n", at: "elsewhere/runs.jsonl")
        try home.folder.put("", at: ".local/state/awsx/x")
        home.folder.link(".local/state/awsx/log", to: "\(home.path)/elsewhere")
        #expect(throws: Failure.self) { try log.append(entry()) }
        #expect(try home.folder.text("elsewhere/runs.jsonl") == "mine\n")
        _ = try home.files.remove("\(home.state.path)/log")
        try home.folder.put("", at: ".local/state/awsx/log/x")
        home.folder.link(".local/state/awsx/log/runs.jsonl", to: "\(home.path)/elsewhere/runs.jsonl")
        #expect(throws: Failure.self) { try log.append(entry()) }
        #expect(try home.folder.text("elsewhere/runs.jsonl") == "mine\n")
        _ = try home.files.remove(log.path)
        try home.files.createFolder(log.path, mode: 0o700)
        #expect(throws: Failure.self) { try log.append(entry()) }
    }
}
