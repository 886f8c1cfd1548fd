import Engine
import Foundation
import ShellKit
import SystemKit
import TestSupport
import Testing

/// `exec --refresh`: what the command sees, for how long, and what is left of it.
@Suite(.serialized) struct RenewingRunTests {
    @Test func `the command gets a private config, no key, and no process that it doesn't know`() async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        let outcome = try await home.renewing(
            [],
            """
            env | cut -d= -f1 | grep -E '^AWS_(ACCESS|SECRET|SESSION)' ; echo $AWS_PROFILE $AWSX_PROFILE $AWS_SDK_LOAD_CONFIG
            stat -c '%a %n' $AWSX_RUN_FOLDER $AWSX_RUN_FOLDER/* | sed 's,/.*/,,'
            ps -o pid= --ppid $$ | wc -l; ps -eo pgid= | grep -cw $$
            cat $AWSX_RUN_FOLDER/*
            """)
        #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome)")
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(lines[0] == "\(RenewingRun.profile) \(RenewingRun.profile) 1")
        #expect(lines[1].hasPrefix("700 "), "\(lines)")
        #expect(lines[2...4] == ["600 config", "600 lock", "600 run.json"])
        // The two processes of the pipe alone; and the shell with the two of the other.
        #expect(lines[5] == "2" && lines[6] == "3", "\(lines)")
        #expect(outcome.output.contains("credential_process = "))
        for secret in ["ASIAEXAMPLE", "AWSXSANDBOXCANARY"] { #expect(!outcome.output.contains(secret)) }
        #expect(try await home.isCleanOfRuns())
    }

    /// Until one client had three keys, or for five minutes in a long run, over several ends of keys and of the token.
    @Test(.timeLimit(.minutes(8)), arguments: RenewingRun.Way.allCases)
    func `real clients renew, and fail at no end of keys or token`(way: RenewingRun.Way) async throws {
        let seconds = TestRunLength.isLong ? 300 : 0
        let lifetimes =
            TestRunLength.isLong
            ? #"{"roleCredentials": 30, "accessToken": 90}"# : #"{"roleCredentials": 5, "accessToken": 8}"#
        try await EndToEndHome.with(
            ["--auto-approve", "visit"], state: #"{"lifetimes": \#(lifetimes)}"#
        ) { home, sandbox in
            try await home.signIn()
            try home.write(
                """
                import boto3, time
                client = boto3.Session().client("sts")
                keys, end = set(), time.time() + \(seconds)
                while time.time() < end or len(keys) < 3:
                    client.get_caller_identity()
                    keys.add(client._request_signer._credentials.get_frozen_credentials().access_key)
                    time.sleep(0.2)
                print("renewed")
                """, to: "program.py")
            var loops = ""
            for client in RealClient.allCases {
                let words = try await client.words(in: home).map(Quoting.posix.word).joined(separator: " ")
                loops += """
                    (until [ -e ended ]; do
                        \(words) >> \(client).out 2>> \(client).errors || echo \(client) failed
                        sleep 0.5
                    done) &

                    """
            }
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx,
                [
                    "exec", "-p", RenewingRun.profile, way.rawValue, "--with", "prod-ReadOnlyAccess", "--", "/bin/sh",
                    "-c",
                    """
                    \(loops)
                    aws sts get-caller-identity --profile prod-ReadOnlyAccess --query Arn --output text
                    '\(try await Boto3Python.path())' program.py; touch ended; wait
                    """,
                ],
                environment: home.environment.setting(["AWS_ENDPOINT_URL": sandbox.url]), folder: home.path,
                limit: .seconds(seconds + 120))
            let lines = outcome.output.split(separator: "\n").map(String.init)
            #expect(outcome.status == 0 && lines.count == 2 && lines.last == "renewed", "\(outcome)")
            #expect(lines.first?.contains("222222222222:assumed-role/") == true, "\(outcome)")
            for client in RealClient.allCases {
                let arns = try home.read("\(client).out").split(separator: "\n")
                #expect(!arns.isEmpty && arns.allSatisfy { $0.contains("111111111111:assumed-role/") })
                #expect(try home.read("\(client).errors").isEmpty, "\(client)")
            }
            // Each line of the log is of the one run.
            let log = try await home.awsx("log", "--json").output.split(separator: "\n").compactMap {
                JSON(Array($0.utf8))
            }
            #expect(Set(log.map { $0["runId"]?.string }).count == 1 && log.count > 4)
            #expect(try await home.isCleanOfRuns())
        }
    }

    @Test(arguments: RenewingRun.Way.allCases)
    func `a login in another terminal mends a run whose credentials could not be renewed`(way: RenewingRun.Way)
        async throws
    {
        let state = #"{"lifetimes": {"roleCredentials": 2, "accessToken": 3600}}"#
        try await EndToEndHome.with(["--auto-approve", "visit"], state: state) { home, _ in
            try await home.signIn()
            let outcome = try await home.renewing(
                [],
                """
                \(way.ask)
                awsx logout >&2; sleep 2
                ask; echo " $?"
                # An answer of the server serves for a second.
                awsx login --session sandbox >&2; sleep 1
                ask | grep -c AccessKeyId
                """, by: way)
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.count == 2 && lines.last == "1", "\(outcome)")
            switch way {
            case .refresh: #expect(lines.first == " 79" && outcome.error.contains("awsx login"), "\(outcome)")
            case .server:
                #expect(lines.first?.contains(#"{"code":"loginNeeded","message":""#) == true, "\(outcome)")
                #expect(lines.first?.contains("awsx login") == true && lines.first?.hasSuffix(" 22") == true)
            }
        }
    }

    @Test(arguments: RenewingRun.Way.allCases)
    func `nothing is left when the command is killed, or goes on as another`(way: RenewingRun.Way) async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        #expect(try await home.renewing([], "kill -9 $$", by: way).status == 137)
        #expect(try await home.isCleanOfRuns())
        // What it leaves behind has lost its credentials: the run is the command's.
        let left = try await home.renewing([], "setsid sh -c 'sleep 3' >/dev/null 2>&1 </dev/null & exit 7", by: way)
        #expect(left.status == 7)
        #expect(try await home.isCleanOfRuns())
        let closed = try await home.renewing(
            [], "exec 0<&- 1>&- 2>&-; nohup sh -c 'test -d $AWSX_RUN_FOLDER' || exit 9; exit 3", by: way)
        #expect(closed.status == 3)
        #expect(try await home.isCleanOfRuns())
    }

    @Test(arguments: RenewingRun.Way.allCases)
    func `a run goes on without who watches it, and the next one tidies up`(way: RenewingRun.Way) async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        let killed = try await home.renewing(
            [],
            """
            pkill -9 -f "run-watch.*$AWSX_RUN_FOLDER"; sleep 0.2
            test -d $AWSX_RUN_FOLDER && echo there
            """, by: way)
        #expect(killed.status == 0 && killed.output == "there\n", "\(killed)")
        #expect(home.list(RenewingRun.base).count == 1)
        let next = try await home.renewing([], "ls $AWSX_RUN_FOLDER/.. | wc -l", by: way)
        #expect(next.output == "1\n", "\(next)")
        #expect(try await home.isCleanOfRuns())
    }

    @Test(arguments: RenewingRun.Way.allCases)
    func `other profiles stay within reach, or don't`(way: RenewingRun.Way) async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        try home.write(
            "[\(RenewingRun.profile)]\naws_access_key_id = AKIAOLD\naws_secret_access_key = x\n[other]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = y\n",
            to: ".aws/credentials")
        let show =
            "aws configure list-profiles | sort | tr '\\n' ' '; aws configure get region; grep -c AKIA $AWS_SHARED_CREDENTIALS_FILE"
        let all = try await home.renewing([], show, by: way)
        #expect(
            all.output.contains("other") && all.output.contains("legacy") && all.output.contains("us-east-1\n1\n"),
            "\(all)")
        let only = try await home.renewing(["--only", "--with", "prod-ReadOnlyAccess"], show, by: way)
        #expect(only.status != 0, "a profile whose login is needed, \(only)")
        let alone = try await home.renewing(["--only"], show, by: way)
        #expect(alone.output == "\(RenewingRun.profile) us-east-1\n0\n", "\(alone)")
    }

    @Test(arguments: RenewingRun.Way.allCases)
    func `a scope rides along, whatever the command takes from its environment`(way: RenewingRun.Way) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            let script = "\(way.ask)\nunset AWSX_SCOPE AWSX_PROFILE AWS_PROFILE CLAUDECODE; ask"
            let scoped = try await home.renewing(["--scope", "read"], script, by: way)
            #expect(scoped.status == 0, "\(scoped)")
            let narrow = try #require(JSON(Array(scoped.output.utf8))?["AccessKeyId"]?.string)
            let kept = try await home.awsx("credential-process", RenewingRun.profile, "--scope", "read")
            #expect(kept.json?["AccessKeyId"]?.string == narrow)
            let whole = try await home.awsx("credential-process", RenewingRun.profile)
            #expect(whole.json?["AccessKeyId"]?.string != narrow)
            // An agent's default stays, though its mark is taken away.
            let agent = try await home.renewing(
                [], script, by: way, setting: ["CLAUDECODE": "1"])
            let key = JSON(Array(agent.output.utf8))?["AccessKeyId"]?.string
            let strict = try await home.awsx("credential-process", RenewingRun.profile, "--scope", "read-strict")
            #expect(key != nil && key == strict.json?["AccessKeyId"]?.string, "\(agent)")
        }
    }

    @Test(arguments: RenewingRun.Way.allCases)
    func `who confirmed a run is not asked again by its renewals`(way: RenewingRun.Way) async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        try home.write("[rule careful]\nprofile = dev-*\nconfirm = yes\n", to: ".config/awsx/config")
        let pty = try home.terminal(
            "exec", "-p", RenewingRun.profile, way.rawValue, "--", "sh", "-c",
            "\(way.ask)\nask | grep -c AccessKeyId; echo end $?")
        defer { pty.end() }
        _ = try await pty.expect("to continue:")
        pty.send("\(RenewingRun.profile)\n")
        _ = try await pty.expect("end 0")
        #expect(await pty.wait() == 0, "\(pty.text)")
    }

    @Test func `what can't begin leaves nothing behind`() async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        func fails(_ status: Int32, _ words: String..., saying text: String) async throws {
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, ["exec"] + words, environment: home.environment, folder: home.path)
            #expect(outcome.status == status && outcome.error.contains(text), "\(words): \(outcome)")
            #expect(home.list(RenewingRun.base).isEmpty && home.list(".local/state/awsx/runs").isEmpty)
        }
        try home.write("#!/nonexistent/interpreter\n", to: "broken", mode: 0o700)
        try await fails(64, "-p", RenewingRun.profile, "--refresh", saying: "command")
        try await fails(127, "-p", RenewingRun.profile, "--refresh", "--", "no-such-command", saying: "no-such-command")
        try await fails(66, "-p", RenewingRun.profile, "--refresh", "--with", "absent", "--", "true", saying: "absent")
        try await fails(
            64, "-p", RenewingRun.profile, "--refresh", "--with", "a,,b", "--", "true", saying: "name is missing")
        try await fails(
            64, "-p", RenewingRun.profile, "--with", "legacy", "--", "true", saying: "--with requires --refresh")
        try await fails(64, "-p", RenewingRun.profile, "--server", saying: "command")
        try await fails(127, "-p", RenewingRun.profile, "--server", "--", "no-such-command", saying: "no-such-command")
        try await fails(
            66, "-p", RenewingRun.profile, "--refresh", "--with", "dev-ReadOnlyAccess,absent", "--", "true",
            saying: "absent")
        #expect(try await home.awsx("log", "--json").output.isEmpty, "a run that did not begin")
        try await fails(
            64, "--session", "sandbox", "--account", "111111111111", "--role", "AdministratorAccess", "--refresh", "--",
            "true", saying: "needs a profile")
        try home.configure(
            "[profile behind]\nrole_arn = arn:aws:iam::111111111111:role/R\ncredential_source = Environment\n")
        let behind = try await home.awsx(
            "exec", "-p", "behind", "--refresh", "--", "true",
            setting: ["AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "s"])
        #expect(behind.status == 64 && behind.error.contains("keys in the environment"), "\(behind)")
        try await fails(126, "-p", RenewingRun.profile, "--refresh", "--", "\(home.path)/broken", saying: "broken")
        try await fails(126, "-p", RenewingRun.profile, "--server", "--", "\(home.path)/broken", saying: "broken")
    }

    /// The server of a run has the keys that it began with, and asks for the role with them.
    @Test func `a role behind keys in the environment is renewed by a server`() async throws {
        var settings = SandboxSettings()
        settings.roles = [SandboxSettings.Role("arn:aws:iam::222222222222:role/Deploy")]
        try await EndToEndHome.with(state: settings.state) { home, _ in
            try home.configure(
                "[profile behind]\nrole_arn = arn:aws:iam::222222222222:role/Deploy\ncredential_source = Environment\n"
                    + "region = us-east-1\n")
            let user = SandboxSettings.User.standard
            let outcome = try await home.awsx(
                "exec", "-p", "behind", "--server", "--", "sh", "-c",
                """
                env | grep -c ^AWS_SECRET
                \(RenewingRun.Way.server.ask)
                for i in 1 2; do ask | grep -c AccessKeyId; done
                """,
                setting: [
                    "AWS_ACCESS_KEY_ID": user.accessKeyID, "AWS_SECRET_ACCESS_KEY": user.secretAccessKey,
                ])
            #expect(outcome.output == "0\n1\n1\n", "\(outcome)")
        }
    }

    @Test func `without a folder for what ends with a login, awsx's state has it`() async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        let show = "dirname $AWSX_RUN_FOLDER"
        for runtime in ["\(home.path)/absent", "\(home.path)/.aws/config", "/proc", "relative"] {
            let outcome = try await home.renewing([], show, setting: ["XDG_RUNTIME_DIR": runtime])
            #expect(outcome.output == "\(home.path)/.local/state/awsx/runs\n", "\(runtime): \(outcome)")
        }
        try home.setMode(0o777, of: ".run")
        let open = try await home.renewing([], show)
        #expect(open.output == "\(home.path)/.local/state/awsx/runs\n", "\(open)")
    }

    @Test(arguments: RenewingRun.Way.allCases)
    func `a runtime folder without room or rights is told, or another is taken`(way: RenewingRun.Way) async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        try home.write(String(repeating: "# long\n", count: 2000) + EndToEndHome.config, to: ".aws/config")
        func mounted(_ options: String) async throws -> ProgramOutcome {
            try await home.shell(
                """
                mkdir -p small
                unshare -rm sh -c 'mount -t tmpfs -o \(options) tmpfs small && chmod 700 small 2>/dev/null
                    XDG_RUNTIME_DIR=$PWD/small awsx exec -p \(RenewingRun.profile) \(way.rawValue) -- \
                        sh -c "echo \\$AWSX_RUN_FOLDER"; echo $?; find small -mindepth 3'
                """)
        }
        let full = try await mounted("size=4k,mode=700")
        #expect(full.output == "1\n" && full.error.contains("No space left on device"), "\(full)")
        let readOnly = try await mounted("ro,mode=700")
        #expect(readOnly.output.hasPrefix("\(home.path)/.local/state/awsx/runs/"), "\(readOnly)")
        #expect(readOnly.output.hasSuffix("\n0\n"), "\(readOnly)")
        #expect(try await home.isCleanOfRuns())
    }

    @Test func `a folder that is no running run's gives nothing`() async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        let process = "credential-process"
        let record =
            #"{"runId":"aaaaaaaaaaaa","entries":[{"profile":"\#(RenewingRun.profile)","identity":{"profile":"\#(RenewingRun.profile)"}}]}"#
        try home.write(record, to: "\(RenewingRun.base)/forged/run.json")
        try home.write("", to: "\(RenewingRun.base)/forged/lock")
        try home.write(record, to: "elsewhere/run.json")
        for folder in ["\(home.path)/\(RenewingRun.base)/forged", "\(home.path)/elsewhere", "/nowhere", ""] {
            let outcome = try await home.awsx(process, "--run-folder", folder, "--profile=\(RenewingRun.profile)")
            #expect(outcome.status != 0 && outcome.output.isEmpty, "\(folder): \(outcome)")
        }
        let wrong = try await home.renewing(
            [], "awsx credential-process --run-folder $AWSX_RUN_FOLDER --profile=prod-ReadOnlyAccess; echo $?")
        #expect(wrong.output == "66\n", "\(wrong)")
    }

    @Test func `only the folder of a run is ever removed`() async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        try home.write("x", to: "mine/lock")
        for words in [
            ["1", "\(home.path)/mine"], ["99999999", "\(home.path)/mine", "--stay"], ["1", "/"], ["1", ""],
        ] {
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, ["run-watch"] + words, environment: home.environment, folder: home.path
            )
            expectFailure(outcome, 64, saying: "folder of a run")
        }
        #expect(try home.read("mine/lock") == "x")
        // A link in the folder is removed, and not what it leads to.
        let linked = try await home.renewing([], "ln -s '\(home.path)/mine' $AWSX_RUN_FOLDER/link")
        #expect(linked.status == 0)
        #expect(try await home.isCleanOfRuns())
        #expect(try home.read("mine/lock") == "x")
    }

    @Test func `awsx in the run sees the user's own files, and a run within is its own`() async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        let outcome = try await home.renewing(
            [],
            """
            awsx config path --json | grep -c "$AWSX_RUN_FOLDER"
            awsx status >/dev/null && echo status
            outer=$AWSX_RUN_FOLDER
            awsx exec -p dev-ReadOnlyAccess --refresh -- sh -c '[ "$AWSX_RUN_FOLDER" != '$outer' ] && awsx config path | grep -c "/\\.aws/config"'
            awsx exec -p dev-ReadOnlyAccess -- sh -c 'echo $AWS_ACCESS_KEY_ID'
            """)
        #expect(outcome.output == "0\nstatus\n1\nASIAEXAMPLE\n", "\(outcome)")
        // Where variables name the files, they do so inside as well.
        try home.write(
            "[profile \(RenewingRun.profile)]\nregion = eu-west-1\naws_access_key_id = AKIA\naws_secret_access_key = s\n",
            to: "moved")
        let moved = try await home.renewing(
            [], "awsx config path | grep -c moved; aws configure get region",
            setting: ["AWS_CONFIG_FILE": "\(home.path)/moved"])
        #expect(moved.output == "1\neu-west-1\n", "\(moved)")
    }

    @Test(arguments: ["it's", "a b", #"say "hi""#, "x$(touch PWNED)y", "back\\slash", "naïve"])
    func `a profile's name is a name for every SDK's shell`(name: String) async throws {
        let home = try EndToEndHome(
            config: "[profile \(name)]\naws_access_key_id = AKIANAMED\naws_secret_access_key = s\nregion = eu-west-1\n")
        defer { home.remove() }
        let outcome = try await home.awsx(
            "exec", "-p", name, "--refresh", "--", try await Boto3Python.path(), "-c",
            "import boto3; c = boto3.Session().get_credentials(); print(c.method, c.access_key)")
        // A name that botocore's own header grammar can't take is refused by the edit.
        if outcome.status == 0 {
            #expect(outcome.output == "custom-process AKIANAMED\n", "\(outcome)")
        } else {
            #expect(outcome.status == 78 || outcome.status == 66, "\(outcome)")
        }
        #expect(!home.list(".").contains("PWNED"))
    }

    @Test func `a server of the run gives keys to whoever has its token, and the environment none`() async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        // Keys under [default] would come before a container's, were no profile named.
        try home.write(
            "[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = x\n", to: ".aws/credentials")
        let outcome = try await home.renewing(
            [],
            """
            \(RenewingRun.Way.server.ask)
            env | cut -d= -f1 | grep -E '^AWS_(ACCESS|SECRET|SESSION)'; ask | grep -c '"AccessKeyId":"ASIAEXAMPLE"'
            grep -c credential_process $AWS_CONFIG_FILE
            '\(try await Boto3Python.path())' -c 'import boto3; c = boto3.Session().get_credentials(); print(c.method, c.access_key)'
            stat -c '%a %n' $AWSX_RUN_FOLDER/* | sed 's,/.*/,,' | tr '\\n' ' '
            unset AWS_CONTAINER_AUTHORIZATION_TOKEN; ask
            """, by: .server)
        #expect(
            outcome.output.hasPrefix(
                """
                1
                0
                container-role ASIAEXAMPLE
                600 config 600 lock 600 run.json 600 server \n
                """.dropLast()), "\(outcome)")
        #expect(outcome.output.hasSuffix(#"{"code":"Refused","message":"the token of the run is missing or wrong"}"#))
        #expect(try await home.isCleanOfRuns())
    }

    @Test func `a command goes on without its server`() async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        let outcome = try await home.renewing(
            [],
            """
            watch=$(pgrep -f "run-watch.*$AWSX_RUN_FOLDER"); pkill -9 -P $watch; sleep 0.1
            \(RenewingRun.Way.server.ask)
            ask 2>/dev/null; echo $?; exit 5
            """, by: .server)
        #expect(outcome.status == 5 && outcome.output == "7\n", "\(outcome)")
        #expect(try await home.isCleanOfRuns())
    }

    @Test func `two runs at once have a server each, and neither knows the other's token`() async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        let outcome = try await home.renewing(
            [],
            """
            \(RenewingRun.Way.server.ask)
            outer=$AWS_CONTAINER_AUTHORIZATION_TOKEN; port=$AWS_CONTAINER_CREDENTIALS_FULL_URI
            awsx exec -p dev-ReadOnlyAccess --server -- sh -c '
                test "$AWS_CONTAINER_CREDENTIALS_FULL_URI" != '$port' && echo other
                curl -s -o /dev/null -w "%{http_code}\\n" -H "Authorization: '$outer'" $AWS_CONTAINER_CREDENTIALS_FULL_URI'
            ask | grep -c AccessKeyId
            """, by: .server)
        #expect(outcome.output == "other\n401\n1\n", "\(outcome)")
    }
}
