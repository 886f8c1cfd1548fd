import Engine
import SystemKit
import TestSupport
import Testing

/// Doctor at the very instants and numbers at which its answers change.
@Suite struct DoctorBoundaryTests {
    private func words(_ setUp: SetUp) throws -> Set<String> { Set(try setUp.examine().map(\.code.word)) }

    private func skew(_ seconds: Int64...) throws -> Diagnosis? {
        let results = seconds.enumerated().map { number, seconds in
            HealthResult(
                url: "https://host\(number).example", proxy: nil,
                outcome: .answered(status: 403, isService: true, secondsAhead: seconds))
        }
        return try SetUp(health: .asked(results)).examine().first { $0.code.word == "clock-skew" }
    }

    /// AWS refuses what is signed five minutes off (the SDKs' retry on RequestTimeTooSkewed begins there as well).
    @Test(
        arguments: [
            (59, nil, ""), (-59, nil, ""), (60, .warning, "1m behind AWS's"), (-60, .warning, "1m ahead of AWS's"),
            (299, .warning, "4m behind AWS's"), (-299, .warning, "4m ahead of AWS's"),
            (300, .error, "5m behind AWS's; AWS rejects"), (-300, .error, "5m ahead of AWS's; AWS rejects"),
            (3600, .error, "1h00m behind AWS's; AWS rejects"), (.min, .error, "ahead of AWS's; AWS rejects"),
        ] as [(Int64, Diagnosis.Severity?, String)])
    func `A clock's difference is told from a minute on, and is an error from five`(
        seconds: Int64, severity: Diagnosis.Severity?, text: String
    ) throws {
        let found = try skew(seconds)
        #expect(found?.severity == severity)
        if let found {
            #expect(found.message.contains(text), "\(found.message)")
            #expect(found.message.contains("AWS rejects") == (severity == .error))
        }
    }

    @Test func `Of several hosts the nearest clock speaks, whichever way it is off`() throws {
        #expect(try skew(3600, -60, 400)?.location == .url("https://host1.example"))
        #expect(try skew(3600, -3599)?.location == .url("https://host1.example"))
        #expect(try skew(3600, 59) == nil)
    }

    /// Seconds that a session's registration and token have left, and what is found.
    @Test(
        arguments: [
            (1, 3600, []), (0, 3600, ["registration-ended"]), (-1, 3600, ["registration-ended"]),
            (0, 1, ["registration-ended"]), (0, 0, []), (0, -1, []),
        ] as [(Int64, Int64, Set<String>)])
    func `A registration has ended at its very end, and of a token that is over nothing is said`(
        registration: Int64, token: Int64, found: Set<String>
    ) throws {
        #expect(
            try words(.files { try $0.sign(in: .corp, endsIn: token, registrationEndsIn: registration) }) == found)
    }

    @Test(arguments: [(1, []), (0, []), (-1, [])] as [(Int64, Set<String>)])
    func `A token without refresh is told while it lives`(left: Int64, found: Set<String>) throws {
        let expected: Set<String> = left > 0 ? ["token-without-refresh"] : found
        #expect(try words(.files { try $0.sign(in: .corp, endsIn: left, refreshToken: nil) }) == expected)
        #expect(try words(.files { try $0.sign(in: .corp, endsIn: left, registrationEndsIn: nil) }) == expected)
    }

    @Test(arguments: [
        ("2026-11-20T23:59:59Z", "environment-keys-expired"), ("2026-11-21T00:00:00Z", "environment-keys-expired"),
        ("2026-11-21T00:00:01Z", "environment-keys"), ("never", "environment-keys"),
    ])
    func `Keys in the environment have ended at their very end`(end: String, code: String) throws {
        let found = try words(
            .variables([
                "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "s", "AWS_CREDENTIAL_EXPIRATION": end,
            ]))
        #expect(found == [code])
    }

    /// A second file with the session's token of the same portal, and how long it lives.
    @Test(arguments: [(-1, true), (0, true), (1, false)] as [(Int64, Bool)])
    func `A token of the same portal is a copy once it is over`(left: Int64, isCopy: Bool) throws {
        let stray = SSOSession(
            name: "stray", startURL: SSOSession.corp.startURL, region: SSOSession.corp.region, scopes: nil,
            location: .argument(""))
        let found = try words(
            .files {
                try $0.sign(in: .corp)
                try $0.sign(in: stray, token: "AT-OTHER", endsIn: left, refreshToken: nil)
            })
        #expect(found == (isCopy ? ["duplicate-cache-file"] : []))
    }

    @Test func `A token of another portal or region is no copy, nor one that can be refreshed`() throws {
        for (url, region, refreshToken) in [
            ("https://other.awsapps.com/start", "eu-west-1", nil), ("https://corp.awsapps.com/start", "us-east-1", nil),
            ("https://corp.awsapps.com/start", "eu-west-1", "RT"),
        ] as [(String, String, String?)] {
            let stray = SSOSession(name: "stray", startURL: url, region: region, scopes: nil, location: .argument(""))
            let found = try words(
                .files {
                    try $0.sign(in: .corp)
                    try $0.sign(in: stray, token: "AT-OTHER", endsIn: -60, refreshToken: refreshToken)
                })
            #expect(found.isEmpty, "\(url) \(region)")
        }
    }

    private static func roleText(_ key: String, _ token: String = "t") -> String {
        """
        {"Credentials": {"AccessKeyId": "\(key)", "SecretAccessKey": "s", "SessionToken": "\(token)", \
        "Expiration": "2026-11-21T01:00:00Z"}}
        """
    }

    /// Which of two files that nothing names would be removed, by their ages in seconds.
    @Test(arguments: [(60, 120, "b"), (120, 60, "a"), (60, 60, "b")] as [(Int64, Int64, String)])
    func `Of two copies that nothing names the newer stays, of one age the first`(
        first: Int64, second: Int64, removed: String
    ) throws {
        let found = try SetUp.files { home in
            for (name, age) in [("a", first), ("b", second)] {
                try home.folder.put(Self.roleText("ASIA"), at: ".aws/cli/cache/\(name).json")
                home.folder.setAge(home.later(-age), of: ".aws/cli/cache/\(name).json")
            }
        }.examine()
        #expect(found.count == 1)
        guard case .remove(let path)? = found.first?.fix else {
            Issue.record("nothing would be removed: \(found)")
            return
        }
        #expect(path.hasSuffix("/.aws/cli/cache/\(removed).json"))
    }

    @Test func `Keys that differ in their id or their token are no copies`() throws {
        for (key, token) in [("ASIB", "t"), ("ASIA", "u")] {
            let found = try words(
                .files { home in
                    try home.folder.put(Self.roleText("ASIA"), at: ".aws/cli/cache/a.json")
                    try home.folder.put(Self.roleText(key, token), at: ".aws/cli/cache/b.json")
                })
            #expect(found.isEmpty)
        }
    }

    /// The file that the configuration names stays, even where it is the older one.
    @Test func `What is configured is never the copy`() throws {
        let named = CacheKey.roleCredentials(.admin)
        let found = try SetUp.files { home in
            for (name, age) in [(named, 3600), ("0", 60)] as [(String, Int64)] {
                try home.folder.put(Self.roleText("ASIA"), at: ".aws/cli/cache/\(name).json")
                home.folder.setAge(home.later(-age), of: ".aws/cli/cache/\(name).json")
            }
        }.examine()
        #expect(found.compactMap { $0.fix?.path.hasSuffix("/0.json") } == [true])
    }

    @Test(arguments: [(3600, false), (3601, true)] as [(Int64, Bool)])
    func `A temporary file is left over after an hour`(age: Int64, isLeft: Bool) throws {
        let path = ".aws/sso/cache/.x.json.12-1.awsx-tmp"
        let found = try words(
            .files {
                try $0.folder.put("", at: path)
                $0.folder.setAge($0.later(-age), of: path)
            })
        #expect(found == (isLeft ? ["temporary-file-left"] : []))
    }

    @Test(arguments: [
        ("2.8.99", "aws-cli-old"), ("2.9.0", "aws-cli-dated"), ("2.21.99", "aws-cli-dated"), ("2.22.0", nil),
        ("2.22", nil), ("3.0.0", nil), ("1.99.99", "aws-cli-old"), ("2", "aws-cli-broken"), ("2.x.1", "aws-cli-broken"),
    ])
    func `The AWS CLI's versions at which something came`(version: String, code: String?) throws {
        let found = try words(SetUp(awsCLI: "aws-cli/\(version) Python/3.13.4"))
        #expect(found == Set([code].compactMap(\.self)))
    }

    @Test(arguments: [("899", true), ("900", false), ("43200", false), ("43201", true), ("-1", true), ("", true)])
    func `A role's duration is 900 to 43200 seconds`(text: String, isFound: Bool) throws {
        let found = try words(.with("[profile dev]\nduration_seconds = \(text)\n" + DoctorCase.role))
        #expect(found == (isFound ? ["duration-invalid"] : []))
    }

    @Test(arguments: [1, 2, 3, 4, 5])
    func `Three profiles of a legacy session are named, and the others counted`(count: Int) throws {
        let profiles = (1...count).map {
            """
            [profile p\($0)]
            sso_start_url = https://old.awsapps.com/start
            sso_region = us-east-1
            sso_account_id = 111111111111
            sso_role_name = R

            """
        }
        let message = try SetUp.with(profiles.joined()).examine().first { $0.code.word == "legacy-session" }?.message
        let names = (1...min(count, 3)).map { "p\($0)" }.joined(separator: ", ")
        let who =
            count == 1
            ? "profile p1 signs in" : count > 3 ? "\(names) and \(count - 3) more sign in" : "\(names) sign in"
        #expect(message?.hasPrefix("\(who) to https://old.awsapps.com/start") == true, "\(message ?? "")")
    }
}
