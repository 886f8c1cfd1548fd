import PluginKit
import SystemKit
import TestSupport
import Testing

struct CoreExecutableTests {
    @Test func `It is the core that was installed with awsx-connect, or the one beside it`() throws {
        let folder = try TemporaryFolder()
        let core = try folder.put("", at: "p/bin/awsx", mode: 0o755)
        func path(_ executable: String?) -> String? { CoreExecutable.path(LocalFiles(), executable: executable) }
        #expect(path(folder.path("p/libexec/awsx/awsx-connect")) == core)
        #expect(path(folder.path("q/libexec/awsx/awsx-connect")) == folder.path("q/libexec/awsx/awsx"))
        #expect(path("/build/debug/awsx-connect") == "/build/debug/awsx")
        #expect(path("/usr/bin/awsx") == "/usr/bin/awsx" && path(nil) == nil)
    }

    @Test func `It is named as it was called, and by where a bare name is found`() throws {
        let folder = try TemporaryFolder()
        let program = try folder.put("", at: "bin/awsx", mode: 0o755)
        let environment = Environment(["PATH": "\(folder.path("bin"))"])
        func name(_ word: String?) -> String {
            CoreExecutable.asCalled(environment, called: word.map { Array($0.utf8) })
        }
        #expect(name("/opt/awsx/current/bin/awsx") == "/opt/awsx/current/bin/awsx")
        #expect(name("awsx") == program)
        // What is relative, or found nowhere, is told by the system.
        for word in ["./awsx", "no-such-program", "", nil] { #expect(name(word) == ExecutablePath.current()) }
    }
}
