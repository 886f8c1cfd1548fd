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
}
