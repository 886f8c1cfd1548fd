import Engine
import SystemKit
import TestSupport
import Testing

/// Configurations at the size that the guide tells, and beyond it: bounded memory, or a refusal that names the file.
@Suite(.serialized) struct LargeFileTests {
    /// So many lines that count and sections as may be, but for the few that a form has besides; a small part of that in a usual run.
    private struct Size {
        let lines = TestRunLength.count(4000, long: SharedConfig.mostLines) - 10
        private let sections = TestRunLength.count(1000, long: SharedConfig.mostSections) - 10

        /// A part for each section, of so many lines.
        func sections(of lines: Int, _ part: (Int) -> String) -> String {
            (0..<min(sections, self.lines / lines)).map(part).joined()
        }
    }

    /// A whole file by its form.
    private static let forms: [String: @Sendable (Size) -> String] = [
        "headers": { $0.sections(of: 1) { "[profile p\($0)]\n" } },
        "one header": { $0.sections(of: 1) { _ in "[profile p0]\n" } },
        "odd names": { $0.sections(of: 2) { "[profile \"p \($0)\"]\nregion=x\n" } },
        "missing sources": {
            $0.sections(of: 3) { "[profile p\($0)]\nrole_arn = arn:aws:iam::1:role/R\nsource_profile = x\($0)\n" }
        },
        "missing sessions": {
            $0.sections(of: 4) {
                "[profile p\($0)]\nsso_session = x\($0)\nsso_account_id = 1\nsso_role_name = R\n"
            }
        },
        "roles": {
            $0.sections(of: 3) { "[profile p\($0)]\nrole_arn = arn:aws:iam::1:role/R\($0)\nsource_profile = p\n" }
        },
        "one chain": {
            $0.sections(of: 3) {
                "[profile p\($0)]\nrole_arn = arn:aws:iam::1:role/R\nsource_profile = p\($0 + 1)\n"
            }
        },
        "one round": { size in
            let round = size.sections(of: 3) {
                "[profile p\($0)]\nrole_arn = arn:aws:iam::1:role/R\nsource_profile = p\(max(0, $0 - 1) % 200)\n"
            }
            return "[profile p0]\nsource_profile = p199\n" + round
        },
        "legacy sessions": {
            $0.sections(of: 5) {
                "[profile p\($0)]\nsso_start_url = https://e\($0).example\nsso_region = x\nsso_account_id = 1\n"
                    + "sso_role_name = R\n"
            }
        },
        "colon keys": { size in "[profile p0]\n" + (0..<size.lines).map { "k\($0): 1\n" }.joined() },
        "one key": { size in "[profile p0]\n" + String(repeating: "a:1\n", count: size.lines) },
        "one value": { size in "[profile p0]\nregion = x\n" + String(repeating: " a\n", count: size.lines) },
        "indented keys": { size in
            "[profile p0]\nregion = x\n" + (0..<size.lines).map { " k\($0) = 1\n" }.joined()
        },
        "nested keys": { size in "[profile p0]\ns3 =\n" + (0..<size.lines).map { " k\($0) = 1\n" }.joined() },
    ]

    private static let commands = [
        "profiles", "profiles --json", "doctor --offline", "doctor --offline --json", "explain p0", "config dump",
        "config dump --json", "prompt", "complete profiles", "exec -p p0 -- /bin/true",
    ]

    /// Prints the exit status of a program and its largest resident size in kilobytes.
    private static let measure = """
        import resource, subprocess, sys
        status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
        print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
        """

    @Test(arguments: forms.keys.sorted()) func `as many lines as may be are read in less than 256 MB`(
        form: String
    ) async throws {
        let make = try #require(Self.forms[form])
        let home = try EndToEndHome(config: make(Size()))
        defer { home.remove() }
        let core = try InstallPrefix.shared.get().awsx
        // A debug build is nobody's to use; it only must not run away.
        let most = (Workspace.releaseCore == nil ? 512 : 256) << 10
        let python = try await Boto3Python.path()
        // The AWS CLI, which doctor asks for its version, reads the same files, and takes six times as much.
        let nowhere = "\(home.path)/nowhere"
        // In a usual run each form takes a third of the commands, in turn.
        let turn = try #require(Self.forms.keys.sorted().firstIndex(of: form))
        for words in Self.commands.enumerated().filter({ TestRunLength.isLong || ($0.offset + turn) % 3 == 0 }).map(
            \.element)
        {
            let run = try await Program.run(
                python, ["-c", Self.measure, core] + words.split(separator: " ").map(String.init),
                environment: home.environment.setting(["AWS_PROFILE": "p0", "PATH": nowhere]), limit: .seconds(600))
            let figures = run.output.split { $0 == " " || $0 == "\n" }.compactMap { Int($0) }
            try #require(figures.count == 2, "\(run)")
            #expect([0, 1, 66, 78, 79].contains(figures[0]), "\(words): ended with \(figures[0])")
            #expect(figures[1] < most, "\(words): \(figures[1]) kB")
        }
    }

    @Test func `a file with more lines is refused with its name, comments don't count`() async throws {
        let comments = String(repeating: "# nothing\n\n", count: 200_000)
        let home = try EndToEndHome(
            config: comments + "[default]\n" + String(repeating: "a = 1\n", count: SharedConfig.mostLines))
        defer { home.remove() }
        let place = "\(home.path)/.aws/config:\(SharedConfig.mostLines + 400_001)"
        for words in ["profiles", "config dump", "status", "exec true"] {
            let run = try await home.shell("awsx \(words)")
            expectFailure(run, 78, saying: "\(SharedConfig.mostLines) lines", place)
        }
        // What it tells of the files goes out first.
        let explained = try await home.shell("awsx explain >/dev/null")
        expectFailure(explained, 78, saying: "\(SharedConfig.mostLines) lines", place)
        let small = try EndToEndHome(config: comments + "[default]\nregion = us-east-1\n")
        defer { small.remove() }
        #expect(try await small.awsx("profiles").status == 0)
    }

    @Test func `a file with more sections is refused with its name, repeated ones count`() async throws {
        let most = SharedConfig.mostSections
        let many = try EndToEndHome(config: (0...most).map { "[profile \($0)]\n" }.joined())
        defer { many.remove() }
        let repeated = try EndToEndHome(config: String(repeating: "[default]\n", count: most + 1))
        defer { repeated.remove() }
        for home in [many, repeated] {
            for words in ["profiles", "exec true"] {
                let run = try await home.shell("awsx \(words)")
                expectFailure(run, 78, saying: "\(most) sections", "\(home.path)/.aws/config:\(most + 1)")
            }
        }
    }

    @Test func `of one kind explain and the dump show a thousand warnings and say how many follow`() async throws {
        let home = try EndToEndHome(config: "[default]\n" + String(repeating: "region = us-east-1\n", count: 1503))
        defer { home.remove() }
        for words in [["config", "dump", "--json"], ["explain", "default", "--json"]] {
            let run = try await Program.run(try InstallPrefix.shared.get().awsx, words, environment: home.environment)
            let warnings = run.json?["warnings"]?.array ?? []
            #expect(warnings.count == 1000, "\(run.status) \(run.error)")
            #expect(warnings.last?["message"]?.string?.hasSuffix("; 502 more of this kind are not shown") == true)
        }
    }

    @Test func `keys of DEFAULT count in each section`() async throws {
        let keys = (0..<1000).map { "k\($0) = 1\n" }.joined()
        let home = try EndToEndHome(
            config: "[DEFAULT]\n" + keys + (0...SharedConfig.mostLines / 1000).map { "[profile \($0)]\n" }.joined())
        defer { home.remove() }
        expectFailure(try await home.awsx("profiles"), 78, saying: "[DEFAULT]", "\(home.path)/.aws/config:1")
    }

    @Test func `of one code doctor shows a thousand findings and says how many follow`() async throws {
        let home = try EndToEndHome(config: "[default]\n" + String(repeating: "region = us-east-1\n", count: 1503))
        defer { home.remove() }
        let run = try await home.awsx("doctor", "--offline", "--json")
        let found = (run.json?["findings"]?.array ?? []).filter { $0["code"]?.string == "duplicate-key" }
        #expect(found.count == 1000, "\(run.status) \(run.error)")
        #expect(found.last?["message"]?.string?.hasSuffix("502 more of this kind are not shown") == true)
    }

    @Test func `a secret key is hidden in whatever section it stands`() async throws {
        let key = "aws_secret_access_key = SECRETTEXT\n"
        let home = try EndToEndHome(
            config: "[sso-session s]\n\(key)[services x]\n\(key)s3 =\n  \(key)[profile a]\n\(key)")
        defer { home.remove() }
        for words in [["config", "dump"], ["config", "dump", "--json"]] {
            let run = try await Program.run(try InstallPrefix.shared.get().awsx, words, environment: home.environment)
            #expect(run.status == 0 && run.output.contains("•••") && !run.output.contains("SECRETTEXT"), "\(run)")
        }
    }
}
