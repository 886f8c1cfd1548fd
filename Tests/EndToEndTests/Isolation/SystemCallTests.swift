import SystemKit
import TestSupport
import Testing

#if os(Linux)
    /// What the core asks of the kernel, as strace sees it.
    @Suite(.serialized) struct SystemCallTests {
        private static let socketCalls =
            "socket,connect,socketpair,sendto,recvfrom,bind,?accept,accept4,sendmsg,recvmsg"

        /// Every command of the core whose answer is in files.
        static let commands: [[String]] = [
            ["--version"], ["--help"], ["help", "exec"], ["exec", "--help"], ["frobnicate"], ["profiles"],
            ["profiles", "--long", "--json"], ["status"], ["status", "--json"], ["config", "dump"],
            ["config", "dump", "--json"], ["config", "path"], ["plugin", "list"], ["env"], ["env", "--json"],
            ["env", "--format", "fish"], ["exec", "--", "/bin/true"], ["credential-process"], ["token"],
            ["token", "--session", "sandbox", "--json"], ["exec", "--", "there-is-no-such"], ["status", "nobody"],
        ]

        /// Runs awsx under strace.
        ///
        /// - Returns: the calls that were asked for, one a line. (The ends of calls that another thread's interrupted are
        ///   left out: their beginnings hold the arguments.)
        private func trace(
            _ program: String, _ words: [String], calls: String, _ environment: SystemKit.Environment,
            _ home: EndToEndHome
        ) async throws -> (outcome: ProgramOutcome, calls: [String]) {
            let outcome = try await Program.run(
                "/usr/bin/strace",
                ["-f", "-qq", "-e", "signal=none", "-e", "trace=\(calls)", "-o", "\(home.path)/trace", program] + words,
                environment: environment, folder: home.path)
            let lines = try home.read("trace").split(separator: "\n").map(String.init)
            return (outcome, lines.filter { !$0.contains(" resumed>") })
        }

        private func home() throws -> EndToEndHome {
            let home = try EndToEndHome()
            try home.writeRole()
            try home.writeToken("a-token", secondsLeft: 3600)
            return home
        }

        /// The debug build, and the release build where there is one.
        private var cores: [String] {
            ["\(Workspace.products)/awsx"] + [Workspace.releaseCore].compactMap(\.self)
        }

        @Test(arguments: commands)
        func `no command that files can answer opens a socket`(words: [String]) async throws {
            let home = try home()
            defer { home.remove() }
            for core in cores {
                let (outcome, calls) = try await trace(core, words, calls: Self.socketCalls, home.environment, home)
                #expect(calls.isEmpty, "\(words) \(outcome)")
                #expect(outcome.status < 128, "\(outcome)")
            }
        }

        @Test(arguments: commands.filter { $0[0] != "token" })
        func `without HOME no name service is asked for one`(words: [String]) async throws {
            let home = try home()
            defer { home.remove() }
            try home.write("[default]\naws_access_key_id = AKIA\naws_secret_access_key = secret\n", to: "keys")
            let environment = home.environment.setting([
                "HOME": nil, "AWS_CONFIG_FILE": "\(home.path)/none", "AWS_SHARED_CREDENTIALS_FILE": "\(home.path)/keys",
            ])
            for core in cores {
                let (outcome, calls) = try await trace(core, words, calls: Self.socketCalls, environment, home)
                #expect(calls.isEmpty, "\(words) \(outcome)")
                #expect(outcome.status < 128, "\(outcome)")
            }
        }

        /// The first shows a time, the others only what is left of it.
        @Test(arguments: [(["status"], true), (["prompt"], false), (["env"], false), (["profiles"], false)])
        func `time zone files are read only where a time is shown`(words: [String], areRead: Bool) async throws {
            let home = try home()
            defer { home.remove() }
            let environment = home.environment.setting(["TZ": ":/etc/localtime"])
            for core in cores {
                let (outcome, calls) = try await trace(core, words, calls: "open,openat", environment, home)
                #expect(outcome.status == 0, "\(outcome)")
                #expect(calls.contains { $0.contains("localtime") || $0.contains("zoneinfo") } == areRead, "\(calls)")
            }
        }

        @Test func `the same look sees the sockets of awsx-connect`() async throws {
            try await EndToEndHome.with { home, _ in
                let (outcome, calls) = try await trace(
                    InstallPrefix.shared.get().awsx, ["login"], calls: Self.socketCalls, home.environment, home)
                #expect(outcome.status == 0, "\(outcome)")
                #expect(calls.contains { $0.contains("connect(") })
            }
        }

        @Test func `a warm cache starts no process but the command itself`() async throws {
            let home = try home()
            defer { home.remove() }
            for words in [["env"], ["credential-process"], ["token"], ["status"], ["exec", "--", "/bin/true"]] {
                let (_, calls) = try await trace(
                    InstallPrefix.shared.get().awsx, words, calls: "execve,?fork,?vfork,clone,clone3", home.environment,
                    home)
                let started = calls.filter { $0.contains("execve(") }
                #expect(started.count == (words[0] == "exec" ? 2 : 1), "\(calls)")
                let makers = ["fork(", "clone(", "clone3("]
                #expect(
                    !calls.contains { call in
                        makers.contains(where: call.contains) && !call.contains("CLONE_THREAD")
                    }, "\(calls)")
            }
        }

        @Test func `awsx-connect is found by awsx's own place, whatever variables say`() async throws {
            let home = try EndToEndHome()
            defer { home.remove() }
            try home.write("#!/bin/sh\necho hijacked\n", to: "bad/awsx-connect", mode: 0o700)
            let environment = home.environment.setting([
                "PATH": "\(home.path)/bad:\(Program.systemPath)", "AWSX_CONNECT": "\(home.path)/bad/awsx-connect",
                "GIT_EXEC_PATH": "\(home.path)/bad", "LIBEXECDIR": "\(home.path)/bad",
            ])
            let (outcome, calls) = try await trace(
                InstallPrefix.shared.get().awsx, ["accounts"], calls: "execve", environment, home)
            #expect(outcome.status == 79, "\(outcome)")
            let connect = try InstallPrefix.shared.get().connect
            #expect(calls.contains { $0.contains("execve(\"\(connect)\"") })
            #expect(!calls.contains { $0.contains("/bad/") })
        }
    }
#endif
