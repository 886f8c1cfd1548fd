import PluginKit
import Testing

struct VersionTests {
    @Test func `The version alone is one line; with what was built there are four, in a plain build of nobody's word`()
    {
        #expect(Version.report(of: "awsx", isVerbose: false) == "awsx \(Version.text)")
        let lines = Version.report(of: "awsx", isVerbose: true).split(separator: "\n")
        #expect(lines == ["awsx \(Version.text)", "commit  unknown", "date    unknown", "swift   unknown"])
    }
}
