import Engine
import Foundation
import TestSupport
import Testing

/// `awsx explain` against texts that were checked by eye. `AWSX_TEST_SNAPSHOTS=write` writes them anew.
@Suite struct ExplainTests {
    private static let folder = "\(Workspace.root)/Tests/EndToEndTests/Explanation/Snapshots"
    private static let isWriting = ProcessInfo.processInfo.environment["AWSX_TEST_SNAPSHOTS"] == "write"

    private func explain(_ matter: ExplainCase, _ more: String...) async throws -> ProgramOutcome {
        let home = try EndToEndHome(config: matter.config)
        defer { home.remove() }
        if let credentials = matter.credentials { try home.write(credentials, to: ".aws/credentials") }
        for (name, text) in matter.others { try home.write(text, to: name) }
        if matter.hasCaches { try writeCaches(home) }
        let plain: KeyValuePairs<String, String?> = [
            "AWS_ENDPOINT_URL_SSO": nil, "AWS_ENDPOINT_URL_SSO_OIDC": nil, "AWS_ENDPOINT_URL_STS": nil,
        ]
        let run = try await Program.run(
            try InstallPrefix.shared.get().awsx, ["explain"] + matter.words + more,
            environment: home.environment.setting(plain).setting(matter.variables), folder: home.path)
        func portable(_ bytes: [UInt8]) -> [UInt8] {
            Array(String(decoding: bytes, as: UTF8.self).replacing(home.path, with: "HOME").utf8)
        }
        return ProgramOutcome(status: run.status, output: portable(run.outputBytes), error: portable(run.errorBytes))
    }

    /// Those of session `corp` and its role, by names that Python's hashlib gave.
    private func writeCaches(_ home: EndToEndHome) throws {
        try home.write(
            """
            {"startUrl": "https://corp.awsapps.com/start", "region": "eu-west-1", "accessToken": "AWSXSANDBOXCANARY", \
            "expiresAt": "2020-01-01T00:00:00Z", "clientId": "c", "clientSecret": "AWSXSANDBOXCANARY", \
            "registrationExpiresAt": "2099-01-01T00:00:00Z", "refreshToken": "AWSXSANDBOXCANARY"}
            """, to: ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json")
        try home.write(
            """
            {"ProviderType": "sso", "Credentials": {"AccessKeyId": "ASIACACHED", "SecretAccessKey": \
            "AWSXSANDBOXCANARY", "SessionToken": "AWSXSANDBOXCANARY", "Expiration": "2099-01-01T00:00:00Z"}}
            """, to: ".aws/cli/cache/d7467b2ce0aaa46d5fc3753e3bbaaf372cba5c68.json")
    }

    @Test(arguments: ExplainCase.all)
    func `an explanation reads as it was checked by eye`(matter: ExplainCase) async throws {
        let run = try await explain(matter)
        #expect(run.status == matter.status, "\(run)")
        #expect(!"\(run)".contains("AWSXSANDBOXCANARY"), "\(run)")
        #expect(isHarmless(run.outputBytes) && isHarmless(run.errorBytes))
        // How much time is left changes while we look.
        let text = (run.output + run.error).replacing(#/ \([0-9a-z]+ (?:left|ago)\)/#, with: "").replacing(
            #/(\nstate +valid) [0-9a-z]+/#
        ) { "\($0.output.1) TIME" }
        let path = "\(Self.folder)/\(matter.name).txt"
        if Self.isWriting {
            try FileManager.default.createDirectory(atPath: Self.folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        }
        #expect(text == (try? String(contentsOfFile: path, encoding: .utf8)), "\(path)")
    }

    @Test(arguments: ExplainCase.all)
    func `the object says the same, and nothing else is said`(matter: ExplainCase) async throws {
        let run = try await explain(matter, "--json")
        #expect(run.status == matter.status, "\(run)")
        #expect(run.error.isEmpty, "\(run)")
        #expect(!run.output.contains("AWSXSANDBOXCANARY"), "\(run)")
        let json = try #require(run.json)
        #expect(json["error"]?["status"]?.integer == (matter.status == 0 ? nil : Int64(matter.status)), "\(run)")
        let providers = json["providers"]?.array ?? []
        let answering = providers.filter { $0["state"]?.string == "answers" }.compactMap { $0["provider"]?.string }
        #expect(answering == (json["provider"]?.string.map { [$0] } ?? []), "\(run)")
        if matter.status == 0 || matter.name == "services-block-that-is-not-there" {
            #expect(answering.count == 1, "\(run)")
            #expect(providers.count == 13)
            #expect(json["chain"]?.array?.isEmpty == false)
            #expect(json["state"]?.string?.isEmpty == false, "\(run)")
        }
    }

    @Test func `what snapshots are there is what is explained`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
        #expect(Set(names) == Set(ExplainCase.all.map { "\($0.name).txt" }))
        #expect(ExplainCase.all.count >= 20)
    }

    @Test func `a chain is told from the outermost role to its source`() async throws {
        let matter = try #require(ExplainCase.all.first { $0.name == "chain-of-roles" })
        let chain = try await explain(matter, "--json").json?["chain"]?.array ?? []
        #expect(chain.compactMap { $0["provider"]?.string } == ["assume-role", "assume-role", "sso"])
        #expect(
            chain.first
                == JSON.object([
                    "accountId": .string("333333333333"), "provider": .string("assume-role"),
                    "roleName": .string("Deploy"),
                    "settings": .object([
                        "duration_seconds": .integer(3600), "external_id": .string("xid"),
                        "role_arn": .string("arn:aws:iam::333333333333:role/Deploy"),
                        "role_session_name": .string("me"),
                    ]),
                ]))
    }

    @Test func `settings and chain fit in the width of a terminal, each place at its setting's line`() async throws {
        let matter = try #require(ExplainCase.all.first { $0.name == "chain-of-roles" })
        let run = try await explain(matter)
        let text = try #require(run.output.firstRange(of: "Cache files").map { run.output[..<$0.lowerBound] })
        let lines = text.split(separator: "\n")
        #expect(lines.filter { $0.count > 80 } == [], "\(run)")
        #expect(
            lines.contains { $0.contains("arn:aws:iam::222222222222:role/Hub") && $0.hasSuffix(" ~/.aws/config:14") },
            "\(run)")
        #expect(lines.contains("       sso_account_id=111111111111"), "\(run)")
    }

    @Test func `a service without a name is a matter of usage`() async throws {
        let home = try EndToEndHome(config: "")
        defer { home.remove() }
        expectFailure(try await home.awsx("explain", "--service", ""), 64, saying: "--service")
    }

    @Test(arguments: [
        ("s3", "http://localhost:9000", true), ("sts", "https://all.example.com", false),
        ("sso-oidc", "https://oidc.example", false),
    ])
    func `a service's endpoint is told with its place`(service: String, url: String, isNested: Bool) async throws {
        let home = try EndToEndHome(
            config: """
                [profile dev]
                credential_process = /opt/keys
                services = here
                endpoint_url = https://all.example.com
                [services here]
                s3 =
                  endpoint_url = http://localhost:9000/
                """)
        defer { home.remove() }
        let run = try await home.awsx(
            "explain", "dev", "--json", "--service", service,
            setting: [
                "AWS_ENDPOINT_URL_SSO_OIDC": "https://oidc.example", "AWS_ENDPOINT_URL_STS": nil,
            ])
        let endpoint = try #require(run.json?["endpoint"], "\(run)")
        #expect(endpoint["service"]?.string == service && endpoint["url"]?.string == url, "\(run)")
        let line: JSON? = isNested ? .integer(7) : service == "sts" ? .integer(4) : nil
        #expect(
            endpoint["place"]
                == (line.map { .object(["file": .string("\(home.path)/.aws/config"), "line": $0]) }
                    ?? .object(["variable": .string("AWS_ENDPOINT_URL_SSO_OIDC")])))
    }
}
