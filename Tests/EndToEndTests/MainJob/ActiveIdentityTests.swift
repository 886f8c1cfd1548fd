import Engine
import SystemKit
import TestSupport
import Testing

/// Who one is without saying so: the same answer from every command.
@Suite(.serialized) struct ActiveIdentityTests {
    private static let keys = ["AWS_ACCESS_KEY_ID": "AKIAENVIRONMENT", "AWS_SECRET_ACCESS_KEY": "secret"]

    private func home() throws -> EndToEndHome {
        let home = try EndToEndHome()
        try home.writeRole(key: "ASIADEV")
        try home.writeRole(account: "222222222222", role: "ReadOnlyAccess", key: "ASIAPROD")
        try home.writeRole(account: "000000000333", role: "Auditor", key: "ASIAAUDIT")
        return home
    }

    private static let choices: [([String: String], String?, String)] = [
        ([:], nil, "ASIADEV"), (keys, nil, "AKIAENVIRONMENT"),
        (["AWS_PROFILE": "prod-ReadOnlyAccess"], nil, "ASIAPROD"),
        (["AWS_DEFAULT_PROFILE": "prod-ReadOnlyAccess"], nil, "ASIAPROD"),
        (["AWS_PROFILE": "prod-ReadOnlyAccess", "AWS_DEFAULT_PROFILE": "000000000333-Auditor"], nil, "ASIAPROD"),
        (keys.merging(["AWS_PROFILE": "prod-ReadOnlyAccess"]) { $1 }, nil, "ASIAPROD"),
        (["AWS_PROFILE": "prod-ReadOnlyAccess"], "000000000333-Auditor", "ASIAAUDIT"),
        (keys.merging(["AWS_PROFILE": "nobody"]) { $1 }, "dev-AdministratorAccess", "ASIADEV"),
        (["AWSX_PROFILE": "prod-ReadOnlyAccess", "AWSX_ROLE": "ReadOnlyAccess"], nil, "ASIADEV"),
    ]

    @Test(arguments: choices)
    func `exec, env and credential-process choose alike`(
        variables: [String: String], typed: String?, key: String
    ) async throws {
        let home = try home()
        defer { home.remove() }
        var environment = home.environment
        for (name, value) in variables { environment.set(name, value) }
        let awsx = try InstallPrefix.shared.get().awsx
        let named = typed.map { ["-p", $0] } ?? []
        let exec = try await Program.run(
            awsx, ["exec"] + named + ["--", "printenv", "AWS_ACCESS_KEY_ID"], environment: environment)
        #expect(exec.output == "\(key)\n", "\(exec)")
        let env = try await Program.run(awsx, ["env", "--json"] + named, environment: environment)
        #expect(env.json?["AWS_ACCESS_KEY_ID"]?.string == key, "\(env)")
        let process = try await Program.run(awsx, ["credential-process"] + named, environment: environment)
        #expect(process.json?["AccessKeyId"]?.string == key, "\(process)")
        let status = try await Program.run(awsx, ["status", "--json"] + named, environment: environment)
        #expect(status.json?["provider"]?.string == (key == "AKIAENVIRONMENT" ? "env" : "sso"), "\(status)")
    }

    @Test func `whoami and status --check ask as the same identity`() async throws {
        try await EndToEndHome.with { home, sandbox in
            #expect(try await home.awsx("login").status == 0)
            for (variable, profile, account) in [
                ("AWS_PROFILE", "prod-ReadOnlyAccess", "222222222222"),
                ("AWS_DEFAULT_PROFILE", "000000000333-Auditor", "000000000333"),
            ] {
                let whoami = try await home.awsx("whoami", "--json", setting: [variable: profile])
                #expect(whoami.json?["accountId"]?.string == account, "\(whoami)")
                #expect(whoami.json?["profile"]?.string == profile)
                let status = try await home.awsx("status", "--check", "--json", profile)
                #expect(status.json?["caller"]?["accountId"]?.string == account, "\(status)")
            }
            try sandbox.resetCounts()
            #expect(try await home.awsx("status").status == 0)
            #expect(try sandbox.counts().isEmpty, "status reads files only")
        }
    }

    @Test func `an AWS_PROFILE that is empty names no profile, and the error says which variable`() async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.awsx("status", setting: ["AWS_PROFILE": ""])
        #expect(outcome.status == 66, "\(outcome)")
        #expect(outcome.error.contains("unset AWS_PROFILE"))
    }

    @Test(
        arguments: [
            (3600, 3600, nil, "valid", Int32(0)), (nil, 3600, nil, "valid", 0), (-60, 3600, nil, "renewable", 0),
            (nil, -60, "refresh", "renewable", 0), (nil, -60, nil, "login-needed", 79),
            (-60, -60, nil, "login-needed", 79),
            (nil, nil, nil, "login-needed", 79), (3600, nil, nil, "valid", 0),
        ] as [(Int?, Int?, String?, String, Int32)])
    func `status and profiles read one state from the files`(
        role: Int?, token: Int?, refreshToken: String?, state: String, status: Int32
    ) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        if let role { try home.writeRole(secondsLeft: role) }
        if let token { try home.writeToken("a-token", secondsLeft: token, refreshToken: refreshToken) }
        let outcome = try await home.awsx("status", "--json")
        #expect(outcome.status == status, "\(outcome)")
        #expect(outcome.json?["state"]?.string == state)
        let profiles = try await home.awsx("profiles", "--json")
        let row = profiles.json?["profiles"]?.array?.first { $0["profile"]?.string == "default" }
        #expect(row?["state"]?.string == state, "\(profiles)")
        #expect(row?["active"]?.bool == true)
    }
}
