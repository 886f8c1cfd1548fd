import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct PluginSearchPathTests {
    private func folders(
        _ variables: KeyValuePairs<String, String> = [:], home: String? = nil, executable: String? = nil
    ) -> [PluginFolder] {
        PluginSearchPath.folders(
            .unprepared.with(environment: Environment(variables), home: home), executable: executable)
    }

    @Test(arguments: [
        ("/usr/local/bin/awsx", "/usr/local/lib/awsx/plugins"), ("/bin/awsx", "/lib/awsx/plugins"),
        ("/home/é x/bin/awsx", "/home/é x/lib/awsx/plugins"),
    ])
    func `The installed ones lie beside the binary's folder`(executable: String, path: String) {
        #expect(folders(executable: executable) == [PluginFolder(path: path, origin: .installation)])
    }

    @Test(arguments: [nil, "awsx"]) func `Without an own path there are no installed ones`(executable: String?) {
        #expect(folders(executable: executable).isEmpty)
    }

    @Test func `Those of the installation come first, then those of the variable, then the user's own`() {
        let found = folders(["AWSX_PLUGIN_PATH": "/b:/a/"], home: "/home/u", executable: "/usr/bin/awsx")
        #expect(
            found == [
                PluginFolder(path: "/usr/lib/awsx/plugins", origin: .installation),
                PluginFolder(path: "/b", origin: .environment), PluginFolder(path: "/a", origin: .environment),
                PluginFolder(path: "/home/u/.local/share/awsx/plugins", origin: .userData),
            ])
        #expect(found.map(\.needsGrant) == [false, true, true, true])
    }

    @Test func `The user's own folder is in the data folder of the XDG specification`() {
        #expect(folders(["XDG_DATA_HOME": "/d/"], home: "/h").map(\.path) == ["/d/awsx/plugins"])
        #expect(folders(["XDG_DATA_HOME": "d"], home: "/h").map(\.path) == ["/h/.local/share/awsx/plugins"])
    }

    /// Where somebody stands says nothing of what may be run.
    @Test(arguments: ["", ":", ".", "plugins", "../x:./y", "~/p"])
    func `A folder that is named from where one stands is none`(path: String) {
        #expect(folders(["AWSX_PLUGIN_PATH": path]).isEmpty)
    }

    @Test func `A folder counts once, by its first name`() {
        let found = folders(
            ["AWSX_PLUGIN_PATH": "/usr/lib/awsx/plugins:/a:/a/:/a"], executable: "/usr/bin/awsx")
        #expect(found.map(\.path) == ["/usr/lib/awsx/plugins", "/a"])
        #expect(found[0].origin == .installation)
    }

    @Test func `A flood of folders is cut`() {
        let path = (0..<10_000).map { "/f\($0)" }.joined(separator: ":")
        #expect(folders(["AWSX_PLUGIN_PATH": path]).count == 64)
    }
}
