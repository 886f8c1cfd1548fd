import Engine
import SystemKit
import TestSupport
import Testing

/// What a child can open, one by one, as a guard and behind the boundary.
@Suite(.serialized) struct BoundaryTests {
    private func home() throws -> EndToEndHome {
        let home = try EndToEndHome()
        try home.writeRole()
        try home.writeToken("AWSXSANDBOXCANARY", secondsLeft: 3600)
        try home.write("[default]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = x\n", to: ".aws/credentials")
        try home.write("[rule free]\nagent = any\nscope = none\n", to: ".config/awsx/config")
        try home.write("x\n", to: ".local/state/awsx/credentials/kept.json")
        try home.write("x\n", to: ".run/awsx/helper")
        try home.write("x\n", to: "work/file")
        return home
    }

    private static let files = [
        ".aws/config", ".aws/credentials", EndToEndHome.tokenFile, EndToEndHome.roleFile(),
        ".local/state/awsx/credentials/kept.json", ".run/awsx/helper",
    ]

    @Test(arguments: files)
    func `a guard reads what its user reads; the boundary opens none of it`(file: String) async throws {
        let home = try home()
        defer { home.remove() }
        let guarded = try await home.awsx("agent", "run", "--", "cat", "\(home.path)/\(file)")
        #expect(guarded.status == 0, "\(guarded)")
        for script in [
            "cat \(file)", "head -c 1 < \(file)", "cp \(file) work/copy", "ls \(file.parentFolder)", ": >> \(file)",
            ": > \(file)", "mv \(file) work/moved", "ln \(file) work/linked && cat work/linked",
            "ln -s \(home.path)/\(file) work/link && cat work/link", "cat /proc/self/cwd/\(file)",
            "cat /proc/self/root\(home.path)/\(file)", "setsid cat \(file)", "cd \(file.parentFolder) && cat *",
            "(sleep 0; cat \(file)) & wait $!", "rm \(file)", "touch \(file.parentFolder)/new",
            "nohup sh -c 'exec cat \(file)'",
        ] {
            let outcome = try await home.awsx("agent", "run", "--boundary", "--", "sh", "-c", script)
            #expect(outcome.status != 0, "\(script): \(outcome)")
            #expect(!outcome.output.contains("AWSXSANDBOXCANARY") && !outcome.output.contains("AKIAOTHER"))
        }
        #expect(try !home.read(file).isEmpty)
    }

    @Test func `the rest of the machine stays as it is, but for the folders above`() async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.awsx(
            "agent", "run", "--boundary", "--", "sh", "-c",
            "cat work/file && echo y > work/new && cat work/new && ls work && ls /usr/bin >/dev/null && echo done > /dev/null"
        )
        #expect(outcome.status == 0 && outcome.output == "x\ny\nfile\nnew\n", "\(outcome)")
        for script in [
            "ls .", "echo x > new-file", "ls .local/state", "echo x >> .config/awsx/config", "rm .config/awsx/config",
        ] {
            let refused = try await home.awsx("agent", "run", "--boundary", "--", "sh", "-c", script)
            #expect(refused.status != 0, "\(script): \(refused)")
        }
        #expect(try await home.awsx("agent", "run", "--boundary", "--", "cat", ".config/awsx/config").status == 0)
    }

    @Test func `keys come by the environment, and awsx and the AWS CLI inside have no others`() async throws {
        let home = try home()
        defer { home.remove() }
        func inside(_ script: String) async throws -> ProgramOutcome {
            try await home.awsx("agent", "run", "--boundary", "-p", "dev-AdministratorAccess", "--", "sh", "-c", script)
        }
        let keys = try await inside("echo $AWS_ACCESS_KEY_ID $AWSX_AGENT $AWS_EC2_METADATA_DISABLED $AWS_PROFILE")
        #expect(keys.status == 0 && keys.output == "ASIAEXAMPLE agent true\n", "\(keys)")
        let nested = try await inside("awsx exec -- sh -c 'echo $AWS_ACCESS_KEY_ID'")
        #expect(nested.output == "ASIAEXAMPLE\n", "\(nested)")
        let other = try await inside("awsx exec -p prod-AdministratorAccess -- true")
        #expect(other.status == 66, "\(other)")
        let original = try await inside("unset AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE; awsx env default")
        #expect(original.status != 0 && !original.output.contains("AKIAOTHER"), "\(original)")
        let none = try await home.awsx("agent", "run", "--boundary", "--", "awsx", "exec", "--", "true")
        #expect(none.status != 0, "\(none)")
    }

    @Test func `the AWS CLI runs inside with those keys`() async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.awsx(
            "agent", "run", "--boundary", "-p", "dev-AdministratorAccess", "--region", "us-east-1", "--", "aws",
            "configure", "list")
        #expect(outcome.status == 0 && outcome.output.contains("env"), "\(outcome)")
    }

    @Test func `what the boundary does not stop is as the manual says`() async throws {
        let home = try home()
        defer { home.remove() }
        // The keys are in the environment, for whoever reads it.
        let keys = try await home.awsx(
            "agent", "run", "--boundary", "-p", "dev-AdministratorAccess", "--", "sh", "-c",
            "cat /proc/self/environ | tr '\\0' '\\n' | grep -c AWS_SECRET_ACCESS_KEY")
        #expect(keys.output == "1\n", "\(keys)")
        // Sockets of TCP are as they were: the metadata service of a machine answers a program that asks it.
        try await EndToEndHome.with { home, sandbox in
            try home.write("", to: ".aws/credentials")
            let asked = try await home.awsx(
                "agent", "run", "--boundary", "--", "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}",
                "\(sandbox.url)/latest/meta-data/")
            #expect(asked.status == 0 && asked.output != "000", "\(asked)")
        }
    }

    /// A script, and whether it does its work as a guard and behind the boundary: the rest of the manual's list.
    private static let deeds: [(script: String, guarded: Bool, bounded: Bool)] = [
        // A login, a browser, a question.
        ("awsx login --force", false, false),
        // Another profile's keys, through awsx.
        ("AWS_MAX_ATTEMPTS=1 awsx exec -p dev-AdministratorAccess -- true", true, false),
        // Without the mark.
        ("env -u AWSX_AGENT awsx exec -p dev-AdministratorAccess -- true", true, false),
        // awsx's config.
        ("echo '# x' >> .config/awsx/config", true, false),
        // A process outside: its environment and memory.
        ("tr '\\0' '\\n' < /proc/$OUTSIDE/environ | grep -q OUTSIDE_SECRET", true, false),
        ("head -c 1 /proc/$OUTSIDE/mem 2>&1 | grep -q 'Input/output error'", true, false),
        // Files that the user's shell runs later.
        ("echo '# x' >> .bashrc", true, true),
        // A program outside that acts for the user, by a socket with a path.
        ("curl -s --unix-socket work/socket http://localhost/ | grep -q done-outside", true, true),
        // Its own environment.
        ("env | grep -q AWSX_AGENT", true, true),
    ]

    /// Root's own powers pass the boundary, as the manual says.
    private static let asAnybody = effectiveUserID == 0 ? "setpriv --bounding-set -all" : ""

    @Test func `root is told that the boundary does not hold it`() async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.awsx("agent", "run", "--boundary", "--", "true")
        #expect(outcome.error.contains("can't restrict root") == (effectiveUserID == 0), "\(outcome)")
    }

    @Test(arguments: deeds)
    func `each line of the manual's list holds, at both levels`(
        deed: (script: String, guarded: Bool, bounded: Bool)
    ) async throws {
        let home = try home()
        defer { home.remove() }
        try home.write("", to: ".bashrc")
        try home.write(
            """
            import http.server, socketserver
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200); self.end_headers(); self.wfile.write(b"done-outside")
                def address_string(self): return ""
                def log_message(self, *words): pass
            socketserver.UnixStreamServer("work/socket", Handler).serve_forever()
            """, to: "server.py")
        try home.write(deed.script, to: "work/deed")
        try home.write(
            """
            python3 server.py & server=$!
            OUTSIDE_SECRET=x sleep 600 & export OUTSIDE=$!
            trap 'kill $server $OUTSIDE' EXIT
            while [ ! -S work/socket ]; do sleep 0.02; done
            '\(try InstallPrefix.shared.get().awsx)' agent run "$@" -- sh work/deed
            """, to: "work/outside")
        for (words, does) in [("", deed.guarded), ("--boundary", deed.bounded)] {
            let outcome = try await home.run("/bin/sh", "-c", "exec \(Self.asAnybody) sh work/outside \(words)")
            #expect((outcome.status == 0) == does, "\(words) \(deed.script): \(outcome)")
            try home.delete("work/socket")
        }
    }

    @Test func `set-user-ID programs gain nothing, and the status is the command's`() async throws {
        let home = try home()
        defer { home.remove() }
        let privileges = try await home.awsx(
            "agent", "run", "--boundary", "--", "grep", "NoNewPrivs", "/proc/self/status")
        #expect(privileges.output.contains("1"), "\(privileges)")
        #expect(try await home.awsx("agent", "run", "--boundary", "--", "sh", "-c", "exit 9").status == 9)
        let killed = try await home.awsx("agent", "run", "--boundary", "--", "sh", "-c", "kill -TERM $$")
        #expect(killed.status == 143, "\(killed)")
    }
}
