import SystemKit
import Testing

struct PathTests {
    @Test(arguments: [
        ("/a/b", "/a", "b"), ("/a", "/", "a"), ("a", ".", "a"), ("a/b", "a", "b"), ("/a/b/", "/a", "b"),
        ("./a", ".", "a"),
        ("/a b/é.x", "/a b", "é.x"), ("~/.aws/config", "~/.aws", "config"), ("../a", "..", "a"),
    ])
    func `A path is taken apart`(path: String, folder: String, name: String) {
        #expect(path.parentFolder == folder)
        #expect(path.lastPathName == name)
    }

    @Test func `The root and nothing have no name`() {
        #expect("/".lastPathName == nil && "".lastPathName == nil)
        #expect("/".parentFolder == "/" && "".parentFolder == ".")
    }

    @Test(arguments: [
        ("/a", "b", "/a/b"), ("/", "b", "/b"), ("/a/", "b", "/a/b"), ("", "b", "b"), (".", "b", "./b"),
        ("/a", "b/c", "/a/b/c"),
    ])
    func `A path is put together`(folder: String, name: String, path: String) {
        #expect(folder.appendingPath(name) == path)
    }
}
