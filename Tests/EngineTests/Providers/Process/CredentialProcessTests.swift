import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct CredentialProcessTests {
    private let home: TestHome
    private static let location = SourceLocation.file("~/.aws/config", line: 7)

    init() throws { home = try TestHome() }

    private func process(_ command: String, account: String? = nil) -> CredentialProcess {
        CredentialProcess(
            ProcessSettings(
                profile: "dev", command: Setting(value: command, location: Self.location), accountID: account))
    }

    private func failure(_ command: String, _ variables: KeyValuePairs<String, String> = ["PATH": "/usr/bin:/bin"])
        throws -> Failure
    {
        try #require(throws: Failure.self) { try process(command).invocation(in: home.context(variables)) }
    }

    @Test(arguments: [
        ("sh -c 'a b' \"c d\" e\\ f", ["sh", "-c", "a b", "c d", "e f"]),
        ("sh $HOME ~ | * > x", ["sh", "$HOME", "~", "|", "*", ">", "x"]),
        ("sh '' \"\"", ["sh", "", ""]),
        ("  sh\t-c  ", ["sh", "-c"]),
    ])
    func `The line is split like a shell's, and nothing in it is expanded`(line: String, words: [String]) throws {
        let invocation = try process(line).invocation(in: home.context(["PATH": "/usr/bin:/bin", "HOME": "/h"]))
        #expect(invocation.words == words)
        #expect(["/usr/bin/sh", "/bin/sh"].contains(invocation.program))
    }

    @Test func `The program sees our variables, with the profile in the chain`() throws {
        let context = home.context(["PATH": "/bin", "AWS_PROFILE": "dev", "_AWS_CLI_PROFILE_CHAIN": "outer"])
        let environment = try process("sh").invocation(in: context).environment
        #expect(environment["AWS_PROFILE"] == "dev")
        #expect(environment["_AWS_CLI_PROFILE_CHAIN"] == "outer,dev")
    }

    @Test func `A profile that runs itself is told with the way round`() throws {
        let failure = try failure("sh", ["PATH": "/bin", "_AWS_CLI_PROFILE_CHAIN": "dev,\"a,b\""])
        #expect(failure.code == .configInvalid)
        #expect(failure.message.contains("dev → a,b → dev"))
    }

    @Test(arguments: [
        ("", "does not name a program"), ("   ", "does not name a program"), ("'' x", "does not name a program"),
        ("sh 'x", "a quote that is not closed"), ("sh x\\", "a backslash at its end"), ("sh\0x", "a NUL"),
    ])
    func `A line that can't be read is a configuration error at its place`(line: String, words: String) throws {
        let failure = try failure(line)
        #expect(failure.status == .configuration)
        #expect(failure.message.contains(words))
        #expect(failure.location == Self.location)
    }

    @Test(arguments: [
        ("no-such-program --password hunter2", "install it"), ("~/bin/x --password hunter2", "no shell"),
        ("$HOME/x --password hunter2", "no shell"), ("/etc/passwd --password hunter2", "ls -l /etc/passwd"),
        ("/etc --password hunter2", "ls -l /etc"),
    ])
    func `A program that can't be run is a configuration error that shows no further words`(
        line: String, hint: String
    ) throws {
        let failure = try failure(line)
        #expect(failure.status == .configuration)
        #expect(failure.hint?.words.contains(hint) == true)
        #expect(failure.location == Self.location)
        #expect(!"\(failure)".contains("hunter2"))
    }

    @Test func `The time to wait can be set`() throws {
        #expect(try process("sh").invocation(in: home.context(["PATH": "/bin"])).limits.milliseconds == 300_000)
        let context = home.context(["PATH": "/bin", "AWSX_PROCESS_TIMEOUT": "5"])
        #expect(try process("sh").invocation(in: context).limits.milliseconds == 5000)
    }

    @Test(arguments: ["0", "-1", "x", "1.5", "99999999"])
    func `A time that is none is a configuration error`(text: String) throws {
        let failure = try failure("sh", ["PATH": "/bin", "AWSX_PROCESS_TIMEOUT": text])
        #expect(failure.status == .configuration)
        #expect(failure.location == .variable("AWSX_PROCESS_TIMEOUT"))
    }
}
