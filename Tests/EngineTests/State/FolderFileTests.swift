import Engine
import Testing

@Suite struct FolderFileTests {
    @Test func `a profile, a region and comments are all that it holds`() throws {
        let file = try FolderFile(parsing: Array("# x\n\n profile = a b \nregion=eu-west-1\n".utf8), path: "/w/.awsx")
        #expect(file.profile == "a b")
        #expect(file.region == "eu-west-1")
    }

    @Test(arguments: [
        ("", nil), ("region = x\n", nil), ("profile\n", 1), ("profile = a\nprofile = b\n", 2),
        ("profile = a\ncmd = x\n", 2),
        ("profile =\n", 1),
    ])
    func `anything else is refused`(text: String, line: Int?) throws {
        let error = #expect(throws: Failure.self) { try FolderFile(parsing: Array(text.utf8), path: "/w/.awsx") }
        #expect(error?.place == .file("/w/.awsx", line: line))
    }

    @Test func `the digest changes with the place and with every byte`() throws {
        let digests = try [("/a/.awsx", "profile = a"), ("/b/.awsx", "profile = a"), ("/a/.awsx", "profile = a\n")].map
        {
            try FolderFile(parsing: Array($0.1.utf8), path: $0.0).digest
        }
        #expect(Set(digests).count == 3)
    }
}
