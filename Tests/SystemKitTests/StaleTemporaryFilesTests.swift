import SystemKit
import TestSupport
import Testing

struct StaleTemporaryFilesTests {
    @Test func `Temporary files of writers that are gone go, of any file, and all else stays`() throws {
        let folder = try TemporaryFolder()
        let old = WallClock.system.now().advanced(bySeconds: -3600)
        // No process has the highest number that Linux gives.
        let gone = "4194304"
        let files: [(name: String, stays: Bool)] = [
            (".a.json.\(gone)-0.awsx-tmp", false), (".b.\(gone)-12.awsx-tmp", false),
            (".a.json.\(processID)-0.awsx-tmp", true), (".a.json.0-0.awsx-tmp", true),
            (".a.json.-1-0.awsx-tmp", true), (".a.json.x-0.awsx-tmp", true), ("a.json.\(gone)-0.awsx-tmp", true),
            (".a.json.\(gone)-0.tmp", true), (".a.json.\(gone)-.awsx-tmp", true), (".awsx-tmp", true),
            ("a.json", true),
        ]
        for file in files {
            try folder.put("half", at: file.name)
            folder.setAge(old, of: file.name)
        }
        try folder.put("young", at: ".c.\(gone)-0.awsx-tmp")
        LocalFiles().removeLeftovers(in: folder.path)
        let stay = files.filter(\.stays).map(\.name) + [".c.\(gone)-0.awsx-tmp"]
        #expect(try folder.names() == stay.sorted())
    }

    @Test func `A folder that isn't there is no error`() {
        LocalFiles().removeLeftovers(in: "/no/such/folder")
    }
}
