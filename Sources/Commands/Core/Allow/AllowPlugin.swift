import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx allow`: lets shells with `--auto` follow a folder's `.awsx` file, as it is now and where it is now.
package struct AllowPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = AllowArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let arguments = try AllowArguments.understand(invocation.words)
        let output = arguments.common.output(in: invocation.context)
        let file = try FolderProfile.load(path(arguments.path, invocation.context), files: invocation.context.files)
        let allowed = AllowedFolders(files: invocation.context.files, state: try StateFolder.of(invocation.context))
        if arguments.revoke {
            let was = try allowed.remove(file)
            output.remark(
                was ? "\(file.path) is no longer followed" : "\(file.path) was not allowed, so nothing changed")
        } else {
            try checkProfile(of: file, invocation.context)
            try allowed.add(file)
            let region = file.region.map { ", region \($0)" } ?? ""
            output.remark("\(file.path) is now followed by shells with --auto: profile \(file.profile)\(region)")
        }
        return ExitStatus.done.rawValue
    }

    /// A profile that is not there would only be missed once a shell enters the folder.
    private func checkProfile(of file: FolderProfile, _ context: RuntimeContext) throws(Failure) {
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        // A config that can't be read is told where it is used.
        guard let config = try? SharedConfig.load(paths, files: context.files) else { return }
        _ = try IdentityResolver(context: context, config: config)
            .existingProfile(file.profile, selectedBy: .file(file.path, line: nil))
    }

    private func path(_ word: String, _ context: RuntimeContext) -> String {
        (try? context.files.status(word))?.kind == .folder ? "\(word)/\(FolderProfile.name)" : word
    }
}

private struct AllowArguments: DeclaredCommand {
    static var name: String { "allow" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Let shells follow a folder's .awsx file.",
        discussion: """
            The file contains "profile = NAME" and, optionally, "region = NAME". Shells that were started with \
            awsx init … --auto use that profile inside the folder. After the file is edited or moved, it must be \
            allowed again.
            """)

    static let listing = CommandListing(
        .shell, 7, summary: "Let --auto follow a folder's .awsx file", answersInJSON: false)

    @Argument(help: "The folder or the file.", completion: .file())
    var path = "."

    @Flag(help: "Stop following it.")
    var revoke = false

    @OptionGroup var common: CommonOptions
}
