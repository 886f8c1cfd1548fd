import SystemKit
import SystemPackage
import TestSupport
import Testing

/// Who else could have put a file where it is: a tree of files of several users.
struct PathTrustTests {
    private static let me: UInt32 = 1000
    private static let eve: UInt32 = 1001

    /// A machine with an open folder, a sticky one, and a home.
    private static func tree() -> Tree {
        var tree = Tree()
        tree.folders = [
            "/": (0, 0o755), "/tmp": (0, 0o1777), "/open": (0, 0o777), "/home": (0, 0o755), "/home/me": (me, 0o755),
            "/home/me/bin": (me, 0o755), "/home/eve": (eve, 0o755), "/tmp/mine": (me, 0o700),
            "/tmp/eves": (eve, 0o755),
        ]
        tree.files = ["/home/me/bin/tool": (me, 0o755), "/home/eve/tool": (eve, 0o755), "/tmp/mine/tool": (me, 0o700)]
        return tree
    }

    private struct Fault: Equatable {
        let part: String
        let fault: PathTrust.Fault
        init?(_ found: (part: String, fault: PathTrust.Fault)?) {
            guard let found else { return nil }
            (part, fault) = found
        }
        init(_ part: String, _ fault: PathTrust.Fault) { (self.part, self.fault) = (part, fault) }
    }

    private func fault(in path: String, _ tree: Tree) throws -> Fault? {
        Fault(try PathTrust.firstFault(in: path, tree, userID: Self.me))
    }

    private func secretsFault(in path: String, _ tree: Tree, userID: UInt32 = me) throws -> Fault? {
        Fault(try PathTrust.firstFault(forSecretsIn: path, tree, userID: userID))
    }

    @Test func `Ours and root's are trusted, and what leads nowhere is no fault`() throws {
        for path in ["/home/me/bin/tool", "/tmp/mine/tool", "/home/me/../me/./bin//tool", "/home/me/absent/x", "/"] {
            #expect(try fault(in: path, Self.tree()) == nil, "\(path)")
        }
        #expect(try fault(in: "/home/eve/tool", Self.tree()) == Fault("/home/eve", .foreign))
        #expect(try fault(in: "/tmp/eves/x", Self.tree()) == Fault("/tmp/eves", .foreign))
    }

    /// The last but one and every other link on the way: who may change any of them chooses the end.
    @Test(arguments: [
        (["/home/me/a": "/open/b", "/open/b": "/home/me/bin/tool"], Fault("/open", .writable)),
        (["/home/me/a": "b", "/home/me/b": "../../open/../home/me/bin/tool"], Fault("/open", .writable)),
        (["/home/me/a": "../eve/c", "/home/eve/c": "/home/me/bin/tool"], Fault("/home/eve", .foreign)),
        (["/home/me/a": "bin/tool"], nil),
        (["/home/me/a": "/tmp/mine/tool"], nil),
    ])
    private func `Every link on the way is looked at`(links: [String: String], expected: Fault?) throws {
        var tree = Self.tree()
        for (path, target) in links { tree.links[path] = SymbolicLink(target: target, owner: Self.me) }
        #expect(try fault(in: "/home/me/a", tree) == expected)
    }

    @Test func `In a folder like that of temporary files a link must be one's own`() throws {
        var tree = Self.tree()
        tree.links["/tmp/tool"] = SymbolicLink(target: "/home/me/bin/tool", owner: Self.eve)
        #expect(try fault(in: "/tmp/tool", tree) == Fault("/tmp/tool", .foreign))
        #expect(try secretsFault(in: "/tmp/tool", tree) == Fault("/tmp/tool", .foreign))
        tree.links["/tmp/tool"] = SymbolicLink(target: "/home/me/bin/tool", owner: Self.me)
        #expect(try fault(in: "/tmp/tool", tree) == nil)
    }

    @Test func `A circle of links is an error`() throws {
        var tree = Self.tree()
        tree.links["/home/me/a"] = SymbolicLink(target: "b", owner: Self.me)
        tree.links["/home/me/b"] = SymbolicLink(target: "a", owner: Self.me)
        let failure = try #require(throws: SystemFailure.self) { try fault(in: "/home/me/a", tree) }
        #expect(failure.errno == .tooManySymbolicLinkLevels)
    }

    @Test func `Secrets are kept where nobody else can write, nor put anything in`() throws {
        let tree = Self.tree()
        #expect(try secretsFault(in: "/home/me/bin", tree) == nil)
        #expect(try secretsFault(in: "/tmp/mine", tree) == nil)
        #expect(try secretsFault(in: "/tmp", tree) == Fault("/tmp", .writable))
        #expect(try secretsFault(in: "/open", tree) == Fault("/open", .writable))
        #expect(try secretsFault(in: "/home/eve", tree) == Fault("/home/eve", .foreign))
        #expect(try secretsFault(in: "/tmp/eves", tree) == Fault("/tmp/eves", .foreign))
    }

    @Test(arguments: [(0o020, "/home/me"), (0o002, "/home/me"), (0o020, "/home"), (0o002, "/")] as [(UInt16, String)])
    func `Nor where they can change what leads there`(bits: UInt16, part: String) throws {
        var tree = Self.tree()
        tree.folders[part]?.mode |= bits
        #expect(try secretsFault(in: "/home/me/bin", tree) == Fault(part, .writable))
    }

    @Test func `In a container the folders above may be anybody's, and root keeps secrets for others`() throws {
        var tree = Self.tree()
        for part in ["/", "/home"] { tree.folders[part]?.owner = 65_534 }
        #expect(try secretsFault(in: "/home/me/bin", tree) == nil)
        #expect(try secretsFault(in: "/home/eve", Self.tree(), userID: 0) == nil)
        #expect(try secretsFault(in: "/open", Self.tree(), userID: 0) == Fault("/open", .writable))
    }
}

/// Folders, files and links with owners and modes; no group is anybody's own.
private struct Tree: ReadOnlyFiles {
    var folders: [String: (owner: UInt32, mode: UInt16)] = [:]
    var files: [String: (owner: UInt32, mode: UInt16)] = [:]
    var links: [String: SymbolicLink] = [:]

    func status(_ path: String) throws(SystemFailure) -> FileStatus? {
        let kind: FileStatus.Kind = folders[path] == nil ? .regular : .folder
        return (folders[path] ?? files[path]).map {
            FileStatus(
                kind: kind, mode: $0.mode, owner: $0.owner, group: 50, size: 0, modified: Instant(milliseconds: 0))
        }
    }

    func link(_ path: String) throws(SystemFailure) -> SymbolicLink? { links[path] }
}
