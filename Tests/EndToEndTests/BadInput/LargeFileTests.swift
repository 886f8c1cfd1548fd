import Engine
import SystemKit
import TestSupport
import Testing

/// Configurations at the size that README tells, and beyond it: bounded memory, or a refusal that names the file.
@Suite(.serialized) struct LargeFileTests {
    /// What a release build of the core may take at most, in kilobytes; a debug build's libraries alone map more.
    private static let most = 256 << 10

    /// A whole file by its form, of so many lines that count.
    private static let forms: [(name: String, make: @Sendable (Int) -> String)] = [
        ("headers", { lines in (0..<lines).map { "[profile \($0)]\n" }.joined() }),
        (
            "missing sources",
            { lines in
                (0..<lines / 3).map { "[profile p\($0)]\nrole_arn = arn:aws:iam::1:role/R\nsource_profile = x\($0)\n" }
                    .joined()
            }
        ),
        (
            "missing sessions",
            { lines in
                (0..<lines / 4).map {
                    "[profile p\($0)]\nsso_session = x\($0)\nsso_account_id = 1\nsso_role_name = R\n"
                }.joined()
            }
        ),
        (
            "roles",
            { lines in
                (0..<lines / 3).map { "[profile p\($0)]\nrole_arn = arn:aws:iam::1:role/R\($0)\nsource_profile = p\n" }
                    .joined()
            }
        ),
        ("one key", { lines in "[default]\n" + String(repeating: "a:1\n", count: lines - 1) }),
        ("one value", { lines in "[default]\nregion = x\n" + String(repeating: " a\n", count: lines - 2) }),
        ("one header", { lines in String(repeating: "[profile a]\n", count: lines) }),
    ]

    @Test(arguments: forms.map(\.name)) func `as many lines as may be are read in bounded memory`(
        name: String
    ) async throws {
        let form = try #require(Self.forms.first { $0.name == name })
        let home = try Home(config: form.make(Scale.count(25_000, long: 249_999)))
        defer { home.remove() }
        let core = try SystemKit.Environment.current().text("AWSX_TEST_RELEASE_CORE") ?? Prefix.shared.get().awsx
        // The limit is of the address space, which holds all that is resident.
        for words in ["profiles --json", "doctor --offline", "explain p0", "config dump", "prompt"] {
            let run = try await home.shell(
                "ulimit -v \(Self.most * 4); \(core) \(words) >/dev/null", limit: .seconds(600))
            #expect([0, 1, 66, 78].contains(run.status), "\(words): \(run.status) \(run.error.prefix(500))")
        }
    }

    @Test func `a file with more lines is refused with its name, comments don't count`() async throws {
        let comments = String(repeating: "# nothing\n\n", count: 200_000)
        let home = try Home(config: comments + "[default]\n" + String(repeating: "a = 1\n", count: 250_000))
        defer { home.remove() }
        for words in ["profiles", "explain", "config dump", "status", "exec true"] {
            let run = try await home.shell("awsx \(words)")
            expectFailure(run, 78, saying: "250000 lines", "\(home.path)/.aws/config:650001")
        }
        let small = try Home(config: comments + "[default]\nregion = us-east-1\n")
        defer { small.remove() }
        #expect(try await small.awsx("profiles").status == 0)
    }

    @Test func `keys of DEFAULT count in each section`() async throws {
        let keys = (0..<1000).map { "k\($0) = 1\n" }.joined()
        let home = try Home(config: "[DEFAULT]\n" + keys + (0..<300).map { "[profile \($0)]\n" }.joined())
        defer { home.remove() }
        expectFailure(try await home.awsx("profiles"), 78, saying: "[DEFAULT]", "\(home.path)/.aws/config:1")
    }

    @Test func `of one code doctor shows a thousand findings and says how many follow`() async throws {
        let home = try Home(config: "[default]\n" + String(repeating: "region = us-east-1\n", count: 1503))
        defer { home.remove() }
        let run = try await home.awsx("doctor", "--offline", "--json")
        let found = (run.json?["findings"]?.array ?? []).filter { $0["code"]?.string == "duplicate-key" }
        #expect(found.count == 1000, "\(run.status) \(run.error)")
        #expect(found.last?["message"]?.string?.hasSuffix("502 more of this kind are not shown") == true)
    }

    @Test func `a secret key is hidden in whatever section it stands`() async throws {
        let key = "aws_secret_access_key = SECRETTEXT\n"
        let home = try Home(config: "[sso-session s]\n\(key)[services x]\n\(key)s3 =\n  \(key)[profile a]\n\(key)")
        defer { home.remove() }
        for words in [["config", "dump"], ["config", "dump", "--json"]] {
            let run = try await Program.run(try Prefix.shared.get().awsx, words, environment: home.environment)
            #expect(run.status == 0 && run.output.contains("•••") && !run.output.contains("SECRETTEXT"), "\(run)")
        }
    }
}
