import Foundation

/// An installation of the built programs, made once per test process: `bin`, `libexec`, `lib/awsx/plugins`.
///
/// Its core is the one that is shipped, if it was built: that is what users have, and it starts in a quarter of the time.
package struct InstallPrefix: Sendable {
    package let path: String

    package var awsx: String { "\(path)/bin/awsx" }
    package var connect: String { "\(path)/libexec/awsx/awsx-connect" }
    package var sandbox: String { "\(path)/lib/awsx/plugins/awsx-sandbox" }
    package var dockerCredentialHelper: String { "\(path)/bin/docker-credential-awsx" }
    package var plugins: String { "\(path)/lib/awsx/plugins" }

    /// Where the shared installation's programs are, as a part of `PATH`.
    package static var binFolder: String { (try? shared.get()).map { "\($0.path)/bin" } ?? "/nonexistent" }

    /// The installation that all tests share; nobody changes it.
    package static let shared = Result { try InstallPrefix(at: "\(Workspace.shared.path)/prefix") }

    /// An installation of one's own, to break or to add plugins to.
    ///
    /// - Parameter isShipped: whether its core is the static one, if that was built: no library comes in before that.
    package init(at path: String, isShipped: Bool = true) throws {
        self.path = path
        let products = Workspace.products
        try Self.location((isShipped ? Workspace.releaseCore : nil) ?? "\(products)/awsx", awsx)
        try Self.location("\(products)/awsx-connect", connect)
        try Self.location("\(products)/awsx-sandbox", sandbox)
        try Self.location(
            "\(Workspace.root)/Sources/Sandbox/awsx-sandbox.json", "\(plugins)/awsx-sandbox.json", mode: 0o644)
        let manifests = "\(Workspace.root)/Sources/Plugins/Manifests"
        for file in try FileManager.default.contentsOfDirectory(atPath: manifests) where file.hasSuffix(".json") {
            try Self.location("\(manifests)/\(file)", "\(plugins)/\(file)", mode: 0o644)
            try FileManager.default.createSymbolicLink(
                atPath: "\(plugins)/\(file.dropLast(5))", withDestinationPath: "../../../libexec/awsx/awsx-connect")
        }
        try FileManager.default.createSymbolicLink(
            atPath: dockerCredentialHelper, withDestinationPath: "../libexec/awsx/awsx-connect")
    }

    /// Adds an external plugin: a program of a given text, and its manifest.
    package func addPlugin(_ name: String, script: String, manifest: String? = nil) throws {
        try Data(script.utf8).write(to: URL(fileURLWithPath: "\(plugins)/awsx-\(name)"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: "\(plugins)/awsx-\(name)")
        FreshProgram.settle("\(plugins)/awsx-\(name)")
        let text =
            manifest ?? """
                {"schema":1,"name":"\(name)","version":"1.0","kinds":["command"],"summary":"A plugin of the tests",\
                "protocol":{"min":1,"max":1}}
                """
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(plugins)/awsx-\(name).json"))
    }

    /// By a hard link where that can be, and nobody else may write to what is linked; else by a copy.
    private static func location(_ source: String, _ target: String, mode: Int = 0o755) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: source) else {
            throw Workspace.Broken("\(source) is not built; build all products first: swift build")
        }
        try files.createDirectory(
            atPath: URL(fileURLWithPath: target).deletingLastPathComponent().path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755])
        let present = try files.attributesOfItem(atPath: source)[.posixPermissions] as? Int ?? 0
        if present == mode, (try? files.linkItem(atPath: source, toPath: target)) != nil { return }
        try files.copyItem(atPath: source, toPath: target)
        try files.setAttributes([.posixPermissions: mode], ofItemAtPath: target)
    }
}
