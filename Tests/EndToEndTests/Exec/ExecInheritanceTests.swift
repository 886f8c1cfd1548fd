import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// What a command gets through `exec` besides credentials: all that it would have had without.
@Suite(.serialized) struct ExecInheritanceTests {
    private func home() throws -> EndToEndHome {
        let home = try EndToEndHome()
        try home.writeRole()
        return home
    }

    @Test func `input, output and errors go through`() async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.awsx("exec", "--", "sh", "-c", "cat; echo to errors >&2", input: "from input\n")
        #expect(outcome.output == "from input\n")
        #expect(outcome.error == "to errors\n")
    }

    @Test func `descriptors beyond the first three go through, and no others appear`() async throws {
        let home = try home()
        defer { home.remove() }
        try home.write("from three\n", to: "three")
        let awsx = try InstallPrefix.shared.get().awsx
        let outcome = try await Program.run(
            awsx,
            rawWords: ["exec", "--", "sh", "-c", "cat <&3; echo to four >&4; ls /proc/$$/fd"].map { Array($0.utf8) },
            environment: home.environment, descriptors: [.path("\(home.path)/three", 0), .file("\(home.path)/four")])
        #expect(outcome.output == "from three\n0\n1\n2\n3\n4\n", "\(outcome)")
        #expect(try home.read("four") == "to four\n")
    }

    @Test func `a closed input stays closed`() async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.shell("awsx exec -- sh -c 'test -e /proc/$$/fd/0 || echo closed' <&-")
        #expect(outcome.output == "closed\n", "\(outcome)")
    }

    @Test func `words and values of any bytes arrive as they are`() async throws {
        let home = try home()
        defer { home.remove() }
        let odd: [UInt8] = [0xff, 0xfe, 0x20, 0x80, 0x0a, 0xc3, 0x28, 0x1b]
        var blocks = home.environment.blocks
        blocks.append(Array("ODD=".utf8) + odd)
        let words = ["exec", "--", "/usr/bin/python3", "-c"].map { Array($0.utf8) }
        let script = "import os, sys; sys.stdout.buffer.write(os.fsencode(sys.argv[1]) + os.environb[b'ODD'])"
        let outcome = try await Program.run(
            try InstallPrefix.shared.get().awsx, rawWords: words + [Array(script.utf8), odd],
            environment: Environment(blocks: blocks))
        #expect(outcome.outputBytes == odd + odd, "\(outcome)")
    }

    @Test func `an empty word stays a word`() async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.awsx("exec", "--", "sh", "-c", "echo $#", "sh", "", "two words", "--", "-p")
        #expect(outcome.output == "4\n")
    }

    @Test func `a script without a first line runs in the shell, as a shell would run it`() async throws {
        let home = try home()
        defer { home.remove() }
        try home.write("echo \"$1 as $AWSX_ROLE\"\n", to: "script", mode: 0o700)
        let outcome = try await home.awsx("exec", "--", "./script", "hello")
        #expect(outcome.output == "hello as AdministratorAccess\n", "\(outcome)")
    }

    @Test func `a big environment goes through`() async throws {
        let home = try home()
        defer { home.remove() }
        var environment = home.environment
        for number in 0..<1500 { environment.set("FILLER_\(number)", String(repeating: "x", count: 100)) }
        environment.set("LONG", String(repeating: "y", count: 120_000))
        let outcome = try await Program.run(
            try InstallPrefix.shared.get().awsx, ["exec", "--", "sh", "-c", "env | grep -c FILLER_; echo ${#LONG}"],
            environment: environment)
        #expect(outcome.output == "1500\n120000\n", "\(outcome.status) \(outcome.error)")
    }

    @Test func `a working directory that was deleted is no obstacle`() async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.shell("mkdir gone && cd gone && rmdir ../gone && awsx exec -- echo here")
        #expect(outcome.output == "here\n", "\(outcome)")
    }

    @Test func `without HOME the home is that of the passwd file`() async throws {
        let home = try home()
        defer { home.remove() }
        let passwd = try await Program.run(
            "/usr/bin/python3", ["-c", "import os, pwd; print(pwd.getpwuid(os.getuid()).pw_dir)"])
        let paths = try await home.awsx("config", "path", "--json", setting: ["HOME": nil])
        let folder = passwd.output.filter { $0 != "\n" }
        #expect(paths.json?["config"]?.string == "\(folder)/.aws/config", "\(paths)")
        #expect(paths.json?["credentials"]?.string == "\(folder)/.aws/credentials")
    }

    @Test func `umask, limits and niceness are the command's own`() async throws {
        let home = try home()
        defer { home.remove() }
        let look = "umask; ulimit -n; nice"
        let setting = "umask 027; ulimit -n 77; "
        let plain = try await home.shell("\(setting)nice -n 3 sh -c '\(look)'")
        let through = try await home.shell("\(setting)nice -n 3 awsx exec -- sh -c '\(look)'")
        #expect(plain.output == "0027\n77\n3\n", "\(plain)")
        #expect(through.output == plain.output, "\(through)")
    }
}
