import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

/// Allowing a folder's file, and taking it back.
struct AllowPluginTests {
    private let core: CoreHome
    private var home: TestHome { core.home }

    init() throws {
        core = try CoreHome()
        try home.folder.put("profile = dev\n", at: "work/.awsx")
    }

    private func isAllowed() throws -> Bool {
        let file = try FolderProfile.load(home.folder.path("work/.awsx"), files: home.files)
        return AllowedFolders(files: home.files, state: home.state).holds(file)
    }

    @Test(arguments: ["work", "work/.awsx"])
    func `The folder or its file is named, and stays so until it is revoked`(name: String) throws {
        #expect(try !isAllowed())
        #expect(try AllowPlugin().run(core.invocation(home.folder.path(name), "-q")) == 0)
        #expect(try isAllowed())
        #expect(try AllowPlugin().run(core.invocation(home.folder.path(name), "--revoke", "-q")) == 0)
        #expect(try !isAllowed())
        #expect(try AllowPlugin().run(core.invocation(home.folder.path(name), "--revoke", "-q")) == 0)
    }

    @Test func `What is edited afterwards is not allowed`() throws {
        _ = try AllowPlugin().run(core.invocation(home.folder.path("work"), "-q"))
        try home.folder.put("profile = prod\n", at: "work/.awsx")
        #expect(try !isAllowed())
    }

    @Test func `A folder without the file is told, and nothing is kept`() throws {
        let failure = try #require(throws: Failure.self) {
            try AllowPlugin().run(core.invocation(home.folder.path("none"), "-q"))
        }
        #expect(failure.status == .notFound)
        #expect(try !home.folder.names().contains(".local"))
    }
}
