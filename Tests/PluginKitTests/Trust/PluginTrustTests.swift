import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct PluginTrustTests {
    private let folder: TemporaryFolder
    private let files = LocalFiles()

    init() throws {
        folder = try TemporaryFolder()
        try folder.put("#!/bin/sh\n", at: "plugins/awsx-x", mode: 0o755)
    }

    private func require(_ name: String = "plugins/awsx-x", userID: UInt32 = effectiveUserID) throws -> String {
        try PluginTrust.require(folder.path(name), files, userID: userID)
    }

    private func refused(_ name: String = "plugins/awsx-x", userID: UInt32 = effectiveUserID) throws -> Failure {
        try #require(throws: Failure.self) { try require(name, userID: userID) }
    }

    @Test func `Ours, writable by nobody else, is trusted`() throws {
        #expect(try require() == folder.path("plugins/awsx-x"))
        #expect(try PluginTrust.require("/bin/sh", files, userID: 12_345) == realPath("/bin/sh"))
    }

    @Test(arguments: [0o775, 0o757, 0o777, 0o720, 0o702] as [UInt16], ["plugins/awsx-x", "plugins"])
    func `What a group or others may write to is not`(mode: UInt16, part: String) throws {
        // Of a person with a group of their own, what only that group may write is no danger.
        let group = try #require(try folder.status(part)).group
        let isHarmless = mode & 0o002 == 0 && UserPrivateGroup.isOwned(by: effectiveUserID, group, files)
        folder.setMode(mode, of: part)
        if isHarmless {
            _ = try require()
            return
        }
        let failure = try refused()
        #expect(failure.code == .denied)
        #expect(failure.status == .denied)
        #expect(failure.location == .file(folder.path(part), line: nil))
        #expect(failure.hint?.words == "chmod go-w \(folder.path(part))")
    }

    @Test func `A sticky folder that all may write to is safe to pass, a sticky file is not`() throws {
        folder.setMode(0o1777, of: "plugins")
        _ = try require()
        folder.setMode(0o1777, of: "plugins/awsx-x")
        #expect(try refused().code == .denied)
    }

    @Test func `What belongs to another user is not, unless that is root`() throws {
        let owner = try #require(try files.status(folder.path)).owner
        if owner == 0 {
            _ = try require(userID: 12_345)
            #expect(folder.setOwner(54_321, of: "plugins/awsx-x"))
        }
        #expect(try refused(userID: 12_345).code == .denied)
    }

    @Test func `A missing program is told`() throws {
        #expect(try refused("plugins/absent").code == .pluginBroken)
    }

    @Test func `A link to a trusted program is, and the program is what is run`() throws {
        folder.link("plugins/awsx-link", to: "awsx-x")
        #expect(try require("plugins/awsx-link") == folder.path("plugins/awsx-x"))
    }

    @Test func `A link in a folder that others may write to is not, wherever it leads`() throws {
        try files.createFolder(folder.path("open"), mode: 0o755)
        folder.setMode(0o777, of: "open")
        folder.link("open/awsx-link", to: "/bin/sh")
        #expect(try refused("open/awsx-link").location == .file(folder.path("open"), line: nil))
    }

    @Test func `A link in the middle of the way counts like the first and the last`() throws {
        try files.createFolder(folder.path("open"), mode: 0o755)
        folder.setMode(0o777, of: "open")
        folder.link("open/middle", to: "../plugins/awsx-x")
        folder.link("plugins/awsx-y", to: "../open/middle")
        #expect(try refused("plugins/awsx-y").location == .file(folder.path("open"), line: nil))
        folder.setMode(0o755, of: "open")
        #expect(try require("plugins/awsx-y") == folder.path("plugins/awsx-x"))
    }

    @Test func `A link that leads into a folder that others may write to is not`() throws {
        try folder.put("#!/bin/sh\n", at: "open/awsx-y", mode: 0o755)
        folder.setMode(0o777, of: "open")
        folder.link("plugins/awsx-y", to: "../open/awsx-y")
        #expect(try refused("plugins/awsx-y").location == .file(folder.path("open"), line: nil))
    }
}
