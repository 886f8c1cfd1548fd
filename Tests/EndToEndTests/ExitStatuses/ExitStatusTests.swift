import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// Every exit status that awsx promises, in a situation that a user meets: words for people, an object for programs.
@Suite(.serialized) struct ExitStatusTests {
    private func run(_ example: StatusCase, asJSON: Bool) async throws -> ProgramOutcome {
        guard let state = example.sandbox else {
            let home = try EndToEndHome(config: example.config ?? EndToEndHome.config)
            defer { home.remove() }
            return try await run(example, asJSON: asJSON, home)
        }
        return try await SandboxProcess.with { sandbox in
            let home = try EndToEndHome(sandbox, config: example.config ?? EndToEndHome.config)
            defer { home.remove() }
            if example.signsIn {
                let login = try await home.awsx("login")
                #expect(login.status == 0, "\(login)")
            }
            try sandbox.set(state)
            if example.code == "login-needed" {
                try sandbox.revoke("sessions")
                try sandbox.revoke("tokens")
            }
            return try await run(example, asJSON: asJSON, home)
        }
    }

    private func run(_ example: StatusCase, asJSON: Bool, _ home: EndToEndHome) async throws -> ProgramOutcome {
        if let left = example.roleLeft { try home.writeRole(secondsLeft: left) }
        var environment = home.environment
        for (name, value) in example.variables { environment.set(name, value) }
        return try await Program.run(
            InstallPrefix.shared.get().awsx, example.words + (asJSON ? ["--json"] : []), environment: environment,
            folder: home.path)
    }

    @Test(arguments: StatusCase.all)
    func `a person reads one or two lines on stderr`(example: StatusCase) async throws {
        let outcome = try await run(example, asJSON: false)
        #expect(outcome.status == example.status, "\(outcome)")
        #expect(outcome.output.isEmpty)
        let lines = outcome.errorLines
        let first = lines.lastIndex { $0.hasPrefix("awsx: ") }
        #expect(first != nil, "\(outcome)")
        #expect(lines.count - (first ?? 0) <= 2)
        if !example.narrates { #expect(lines.count <= 2, "\(outcome)") }
        #expect(!outcome.error.contains("Fatal error"))
    }

    @Test(arguments: StatusCase.all.filter(\.answersInJSON))
    func `a program reads one object on stdout`(example: StatusCase) async throws {
        let outcome = try await run(example, asJSON: true)
        #expect(outcome.status == example.status, "\(outcome)")
        let json = try #require(outcome.json, "\(outcome)")
        #expect(json.members?.map(\.name) == ["error"])
        let error = try #require(json["error"])
        #expect(error.members?.map(\.name) == ["code", "hint", "message", "place", "status"])
        #expect(error["code"]?.string == example.code)
        #expect(error["status"]?.integer == Int64(example.status))
        #expect(error["message"]?.string?.isEmpty == false)
        if !example.narrates { #expect(outcome.error.isEmpty, "\(outcome)") }
    }

    @Test func `0 is what was asked for`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeRole()
        for words in [["--version"], ["help"], ["status"], ["profiles"], ["config", "path"], ["exec", "--", "true"]] {
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.errorBytes.isEmpty)
        }
    }

    @Test(arguments: [true, false])
    func `1 is a failure of another kind, such as a part of awsx that is missing`(asJSON: Bool) async throws {
        let prefix = try InstallPrefix(at: try Workspace.shared.folder("incomplete"))
        defer { Workspace.shared.remove(prefix.path) }
        try FileManager.default.removeItem(atPath: prefix.connect)
        let home = try EndToEndHome(prefix: prefix)
        defer { home.remove() }
        let outcome = asJSON ? try await home.awsx("whoami", "--json") : try await home.awsx("whoami")
        #expect(outcome.status == 1, "\(outcome)")
        if asJSON {
            #expect(outcome.json?["error"]?["code"]?.string == "failed")
        } else {
            #expect(outcome.output.isEmpty)
            #expect(outcome.error.contains("awsx-connect is missing"))
        }
    }

    @Test func `1 is an output that can't be written`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let outcome = try await home.shell("awsx profiles > /dev/full")
        #expect(outcome.status == 1, "\(outcome)")
        #expect(outcome.errorLines.count <= 2)
    }

    @Test func `75 is too little time left, though the answer is given`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeRole(secondsLeft: 1800)
        let status = try await home.awsx("status", "--min-ttl", "1h", "--json")
        #expect(status.status == 75, "\(status)")
        #expect(status.json?["state"]?.string == "valid")
        #expect(try await home.awsx("status", "--min-ttl", "10m").status == 0)
    }

    @Test func `128 and the signal that ended the command`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeRole()
        #expect(try await home.shell("awsx exec -- sh -c 'kill -USR1 $$'").status == 138)
    }

    @Test(arguments: [(Int32(15), Int32(143)), (1, 129)])
    func `128 and the signal that ended a sign-in`(signal: Int32, status: Int32) async throws {
        try await EndToEndHome.with { home, _ in
            let login = try home.terminal("login", "--no-browser")
            defer { login.end() }
            _ = try await login.expect("Waiting for you")
            login.program.send(signal: signal)
            #expect(await login.wait() == status)
        }
    }

    @Test(arguments: [
        ["login", "--no-browser"], ["login", "--use-device-code", "--no-browser"], ["exec", "--", "true"],
    ])
    func `130 is Ctrl-C while a sign-in waits, and the next one works`(words: [String]) async throws {
        try await EndToEndHome.with { home, _ in
            let environment = home.environment.setting(["BROWSER": "true"])
            let pty = try Pty(InstallPrefix.shared.get().awsx, words, environment: environment, folder: home.path)
            defer { pty.end() }
            _ = try await pty.expect("Ctrl-C cancels")
            pty.send("\u{3}")
            #expect(await pty.wait() == 130, "\(pty.text)")
            #expect(!home.list(".aws/sso/cache").contains { $0 == "9ed037b84943c4caa3a520e48a5540181c46c98c.json" })
            let again = try await home.awsx("login")
            #expect(again.status == 0, "\(again)")
        }
    }

    @Test func `the guide tells of these statuses and no others`() throws {
        let page = try GuidePage.text(of: "\(GuidePage.folder)/ExitStatuses.md")
        let table = page.split(separator: "\n").drop { !$0.hasPrefix("| status |") }.prefix { $0.hasPrefix("|") }
        let cells = table.dropFirst(2).compactMap { $0.split(separator: "|").first.map(String.init) }
        let numbers = cells.filter { !$0.contains("N") }.flatMap {
            $0.matches(of: /\d+/).compactMap { Int32($0.output) }
        }
        #expect(cells.contains { $0.contains("128") && $0.contains("N") })
        let promised = Set(ExitStatus.allCases.map(\.rawValue)).subtracting([130])
        #expect(Set(numbers).subtracting([130]) == promised)
        #expect(Set(StatusCase.all.map(\.status) + [0, 1]) == promised, "a status has no case here")
    }
}
