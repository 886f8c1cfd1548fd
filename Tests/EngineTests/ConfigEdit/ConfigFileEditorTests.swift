import Engine
import Foundation
import SystemKit
import SystemPackage
import TestSupport
import Testing

/// The config file on a disk.
struct ConfigFileEditorTests {
    private let home: TestHome
    private let region: [ConfigEdit] = [.set(.profile("a"), ConfigEntry("region", "y"))]

    init() throws { home = try TestHome() }

    private func file(_ variables: KeyValuePairs<String, String> = [:]) throws -> ConfigFileEditor {
        try ConfigFileEditor(home.context(variables))
    }

    private var backup: String { ".local/state/awsx/backups/config.backup" }

    @Test func `a file that isn't there is made, for its owner only`() async throws {
        let change = try await file().edit(region)
        #expect(change.isWritten && change.backup == nil)
        #expect(try home.folder.text(".aws/config") == "[profile a]\nregion = y\n")
        #expect(try home.folder.mode(".aws/config") == 0o600)
    }

    @Test func `mode stays, and the version before is kept, for its owner only`() async throws {
        try home.folder.put("[profile a]\nregion = x\n", at: ".aws/config", mode: 0o640)
        let change = try await file().edit(region)
        #expect(change.manner == .replaced)
        #expect(try home.folder.text(".aws/config") == "[profile a]\nregion = y\n")
        #expect(try home.folder.mode(".aws/config") == 0o640)
        #expect(change.backup == "\(home.path)/\(backup)")
        #expect(try home.folder.text(backup) == "[profile a]\nregion = x\n")
        #expect(try home.folder.mode(backup) == 0o600)
    }

    @Test func `awsx's own config is edited likewise, and its headers stand for themselves`() async throws {
        let standby: [ConfigEdit] = [.set(.credentials("session corp"), ConfigEntry("standby", "corp-eu"))]
        let made = try await ConfigFileEditor.own(home.context()).edit(standby)
        #expect(made.isWritten && made.backup == nil)
        #expect(try home.folder.text(".config/awsx/config") == "[session corp]\nstandby = corp-eu\n")
        #expect(try home.folder.mode(".config/awsx/config") == 0o600)
        let before = "# mine\n[prompt]\nformat = {profile}\n\n[session corp]\nservices = s\n"
        try home.folder.put(before, at: ".config/awsx/config")
        let change = try await ConfigFileEditor.own(home.context()).edit(standby)
        #expect(try home.folder.text(".config/awsx/config") == before + "standby = corp-eu\n")
        #expect(change.backup == "\(home.path)/.local/state/awsx/backups/awsx-config.backup")
        #expect(try home.folder.text(".aws/config") == nil)
    }

    @Test func `nothing to do writes nothing`() async throws {
        try home.folder.put("[profile a]\nregion = y\n", at: ".aws/config")
        home.files.fail(.write, .ioError)
        let change = try await file().edit(region)
        #expect(!change.isWritten)
    }

    @Test func `links are written through, from either end under one lock`() async throws {
        try home.folder.put("[profile a]\nregion = x\n", at: "dotfiles/aws-config", mode: 0o644)
        try LocalFiles().createFolder(home.folder.path(".aws"), mode: 0o755)
        home.folder.link(".aws/config", to: "../dotfiles/aws-config")
        _ = try await file().edit(region)
        #expect(try home.folder.text("dotfiles/aws-config") == "[profile a]\nregion = y\n")
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: home.folder.path(".aws/config"))
                == "../dotfiles/aws-config")
        let lock = try home.hold(home.folder.path("dotfiles/.awsx-aws-config.lock"))
        for variables in [[:], ["AWS_CONFIG_FILE": home.folder.path("dotfiles/aws-config")]]
            as [KeyValuePairs<String, String>]
        {
            let failure = await #expect(throws: Failure.self) { try await file(variables).edit(region) }
            #expect(failure?.code == .lockTimedOut)
        }
        lock.letGo()
    }

    @Test func `the file is read again under the lock`() async throws {
        try home.folder.put("[profile a]\n", at: ".aws/config")
        let lock = try home.hold(home.folder.path(".aws/.awsx-config.lock"))
        home.clock.at(seconds: 3) { [home] in
            _ = try? home.folder.put("[profile a]\n# new\n", at: ".aws/config")
            lock.letGo()
        }
        _ = try await file().edit(region)
        #expect(try home.folder.text(".aws/config") == "[profile a]\nregion = y\n# new\n")
    }

    @Test(arguments: [Errno.noSpace, .readOnlyFileSystem])
    func `on a disk that takes nothing the file stays, and the failure says why`(errno: Errno) async throws {
        let text = "[profile a]\nregion = x\n"
        try home.folder.put(text, at: ".aws/config")
        for ending in [".backup", "/config"] {
            home.files.fail(.write, errno, endingIn: ending)
            let failure = await #expect(throws: Failure.self) { try await file().edit(region) }
            #expect(failure?.code == .fileUnwritable && failure?.hint != nil)
            #expect(try home.folder.text(".aws/config") == text)
            home.files.heal()
        }
    }

    @Test func `what isn't to be written is not replaced`() async throws {
        let text = "[profile a]\nregion = x\n"
        try home.folder.put(text, at: ".aws/config", mode: 0o444)
        let failure = await #expect(throws: Failure.self) { try await file().edit(region) }
        #expect(failure?.code == .fileUnwritable && failure?.hint == "chmod u+w \(home.folder.path(".aws/config"))")
        #expect(try home.folder.text(".aws/config") == text)
        home.folder.makeQueue("queue")
        for (variable, code) in [
            ("", Failure.Code.configInvalid), (home.folder.path("queue"), .fileUnwritable),
            (home.path, .fileUnwritable),
        ] {
            let failure = await #expect(throws: Failure.self) {
                try await file(["AWS_CONFIG_FILE": variable]).edit(region)
            }
            #expect(failure?.code == code)
        }
    }

    @Test func `a file that can't be read isn't touched`() async throws {
        try home.folder.put("[profile a]\nregion\n", at: ".aws/config")
        let failure = await #expect(throws: Failure.self) { try await file().edit(region) }
        #expect(
            failure?.code == .configUnparsable && failure?.location == .file(home.folder.path(".aws/config"), line: 2))
        #expect(try home.folder.text(".aws/config") == "[profile a]\nregion\n")
    }

    @Test func `twenty processes at once lose nothing`() async throws {
        let path = home.path
        try home.folder.put("# top\n[default]\nregion = x", at: ".aws/config")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    await #expect(processExitsWith: .success) { [path = path as String, number = number as Int] in
                        let context = RuntimeContext(
                            environment: Environment(), clock: .system, files: LocalFiles(), random: .system,
                            home: path,
                            streams: .live()
                        )
                        let file = try ConfigFileEditor(context)
                        for part in 0..<3 {
                            _ = try await file.edit([
                                .set(.profile("p\(number)"), ConfigEntry("key\(part)", "v")),
                                .set(.profile("default"), ConfigEntry("from\(number)", "\(part)")),
                            ])
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let text = try ConfigFileEditor(home.context()).load()
        #expect(text.profileNames.count == 21)
        for number in 0..<20 {
            for part in 0..<3 { #expect(text.section(.profile("p\(number)"))?["key\(part)"]?.value == "v") }
            #expect(text.section(.profile("default"))?["from\(number)"]?.value == "2")
        }
        #expect(text.bytes.starts(with: Array("# top\n[default]\nregion = x\n".utf8)))
    }
}
