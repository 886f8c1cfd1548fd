import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

@Suite struct FolderProfileTests {
    @Test func `a profile, a region and comments are all that it holds`() throws {
        let file = try FolderProfile(
            parsing: Array("# x\n\n profile = a b \nregion=eu-west-1\n".utf8), path: "/w/.awsx")
        #expect(file.profile == "a b")
        #expect(file.region == "eu-west-1")
    }

    @Test(arguments: [
        ("profile=a", "a", nil), ("profile = a=b", "a=b", nil), ("\tprofile\t=\ta\t\n", "a", nil),
        ("profile = a\r\nregion = r\r\n", "a", "r"), ("region = r\nprofile = a", "a", "r"),
        ("profile = a # b", "a # b", nil), ("#profile = b\nprofile = a", "a", nil),
    ])
    func `blanks around names and values are none of them`(text: String, profile: String, region: String?) throws {
        let file = try FolderProfile(parsing: Array(text.utf8), path: "/w/.awsx")
        #expect(file.profile == profile && file.region == region)
    }

    @Test func `a file beyond all size is refused`() throws {
        let folder = try TemporaryFolder()
        let text = "profile = x\n"
        let full = try folder.put(text + String(repeating: "#", count: 4096 - text.utf8.count), at: ".awsx")
        #expect(try FolderProfile.load(full, files: LocalFiles()).profile == "x")
        try folder.put(text + String(repeating: "#", count: 4097 - text.utf8.count), at: ".awsx")
        #expect(throws: Failure.self) { try FolderProfile.load(full, files: LocalFiles()) }
    }

    @Test(arguments: [
        ("", nil), ("region = x\n", nil), ("profile\n", 1), ("profile = a\nprofile = b\n", 2),
        ("profile = a\ncmd = x\n", 2),
        ("profile =\n", 1), ("region = a\nregion = b\nprofile = p", 2), ("= a\n", 1), ("Profile = a", 1),
        ("\n\n# c\nx\n", 4), ("# a\r\n\r\nx\r\n", 3),
        ("profile = a\nregion = x@evil.example/\n", 2), ("region = EU\nprofile = a\n", 1),
        ("profile = a\n\nregion = eu-\u{1b}[31mwest-1\n", 3), ("profile = a\nregion = a b\n", 2),
    ])
    func `anything else is refused`(text: String, line: Int?) throws {
        let error = #expect(throws: Failure.self) { try FolderProfile(parsing: Array(text.utf8), path: "/w/.awsx") }
        #expect(error?.location == .file("/w/.awsx", line: line))
        #expect(error?.code == .configInvalid)
    }

    @Test func `a second line for one thing is told as that`() throws {
        let text = "profile = a\nregion = eu-west-1\nregion = eu-west-2\n"
        let error = #expect(throws: Failure.self) { try FolderProfile(parsing: Array(text.utf8), path: "/w/.awsx") }
        #expect(error?.message == "there is a second line for region")
        #expect(error?.location == .file("/w/.awsx", line: 3))
    }

    @Test func `the digest changes with the place and with every byte`() throws {
        let digests = try [("/a/.awsx", "profile = a"), ("/b/.awsx", "profile = a"), ("/a/.awsx", "profile = a\n")].map
        {
            try FolderProfile(parsing: Array($0.1.utf8), path: $0.0).digest
        }
        #expect(Set(digests).count == 3)
    }

    /// Who else could have put the file there, on the whole way down to it.
    @Test(arguments: [
        ("a/b/.awsx", 0o622 as UInt16), ("a/b/.awsx", 0o620), ("a/b", 0o702), ("a/b", 0o770), ("a", 0o777),
    ])
    func `what others can write to is not followed`(part: String, mode: UInt16) throws {
        let folder = try TemporaryFolder()
        let path = try folder.put("profile = x\n", at: "a/b/.awsx")
        #expect(try FolderProfile.load(path, files: LocalFiles()).profile == "x")
        folder.setMode(mode, of: part)
        let error = #expect(throws: Failure.self) { try FolderProfile.load(path, files: LocalFiles()) }
        #expect(error?.code == .denied && error?.location == .file(folder.path(part), line: nil))
        #expect(error?.hint == "chmod go-w \(folder.path(part))")
    }

    @Test func `a folder like that of temporary files may be passed`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.put("profile = x\n", at: "a/b/.awsx")
        folder.setMode(0o1777, of: "a")
        #expect(try FolderProfile.load(path, files: LocalFiles()).profile == "x")
    }

    @Test(arguments: ["a/b/.awsx", "a/b", "a"]) func `what belongs to another user is not followed`(part: String) throws
    {
        let folder = try TemporaryFolder()
        let path = try folder.put("profile = x\n", at: "a/b/.awsx")
        // Only root can give a file away; for everybody else the folder belongs to another user already.
        let isGiven = effectiveUserID == 0 && folder.setOwner(12_345, of: part)
        let reader = isGiven ? effectiveUserID : effectiveUserID + 1
        let error = #expect(throws: Failure.self) {
            try FolderProfile.load(path, files: LocalFiles(), userID: reader)
        }
        #expect(error?.code == .denied)
        if isGiven {
            #expect(error?.location == .file(folder.path(part), line: nil))
            // To its owner it is as good as root's.
            #expect(try FolderProfile.load(path, files: LocalFiles(), userID: 12_345).profile == "x")
        }
    }

    /// What came with somebody's folder must not bring what was allowed elsewhere.
    @Test(arguments: ["../shop/.awsx", "/dev/zero", "absent", ".awsx", "/etc/passwd"])
    func `a link is not followed, wherever it leads`(target: String) throws {
        let folder = try TemporaryFolder()
        try folder.put("profile = prod\n", at: "shop/.awsx")
        try LocalFiles().createFolder(folder.path("clone"), mode: 0o755)
        folder.link("clone/.awsx", to: target)
        for path in ["clone/.awsx", "shop/../clone/.awsx"] {
            let error = #expect(throws: Failure.self) { try FolderProfile.load(folder.path(path), files: LocalFiles()) }
            #expect(error?.code == .denied)
            #expect(error?.location == .file(folder.path("clone/.awsx"), line: nil))
            #expect(error?.message.contains("link") == true)
            #expect(error?.hint?.words.contains("chmod") == false)
        }
    }

    @Test func `a device is no file, and nobody is told to change it`() throws {
        for path in ["/dev/zero", "/dev/null"] {
            let error = #expect(throws: Failure.self) { try FolderProfile.load(path, files: LocalFiles()) }
            #expect(error?.message == "this is not a regular file")
            #expect(error?.hint == nil)
        }
    }

    @Test func `a folder's link leads to the file, which is judged by where it is`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.put("profile = x\n", at: "a/b/.awsx")
        folder.link("short", to: folder.path("a/b"))
        let digest = try FolderProfile.load(path, files: LocalFiles()).digest
        for other in ["short/.awsx", "a/../a/b/.awsx", "a/b/../b/./.awsx"] {
            #expect(try FolderProfile.load(folder.path(other), files: LocalFiles()).digest == digest, "\(other)")
        }
        folder.setMode(0o777, of: "a/b")
        #expect(throws: Failure.self) { try FolderProfile.load(folder.path("short/.awsx"), files: LocalFiles()) }
        folder.setMode(0o700, of: "a/b")
        #expect(throws: Failure.self) { try FolderProfile.load(folder.path("gone/.awsx"), files: LocalFiles()) }
        folder.link("circle", to: folder.path("circle"))
        #expect(throws: Failure.self) { try FolderProfile.load(folder.path("circle"), files: LocalFiles()) }
        #expect(throws: Failure.self) { try FolderProfile.load(folder.path("a/b"), files: LocalFiles()) }
        folder.makeQueue("queue")
        #expect(throws: Failure.self) { try FolderProfile.load(folder.path("queue"), files: LocalFiles()) }
    }
}
