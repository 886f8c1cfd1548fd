import Engine
import PluginKit
import ShellKit
import SystemKit

/// Decides what a folder's `.awsx` file changes in a shell that was started with `--auto`. It never signs in.
struct FolderHook {
    private let context: RuntimeContext
    private let shell: Shell

    init(_ context: RuntimeContext, _ shell: Shell) {
        self.context = context
        self.shell = shell
    }

    /// - Parameter tell: is given the line that a person reads about it.
    func enter(_ path: String, tell: (String) -> Void) throws(Failure) -> ShellCode {
        let file = try FolderProfile.load(path, files: context.files)
        let allowed = AllowedFolders(files: context.files, state: try StateFolder.of(context))
        guard allowed.holds(file) else {
            throw Failure(
                .denied, "this folder asks for profile \(file.profile)", at: .file(file.path, line: nil),
                hint: "to follow it: awsx allow \(DisplayedCommandWord.quoted(file.path))")
        }
        _ = try IdentityResolver(context: context, config: CredentialService(context).config)
            .existingProfile(file.profile, selectedBy: .file(file.path, line: nil))
        var names = EnvironmentKey.identity
        if file.region != nil { names += [EnvironmentKey.region, EnvironmentKey.defaultRegion] }
        var code = ShellCode(shell)
        code.take(names, for: .folder)
        code.assign("_awsx_auto_names", names.joined(separator: " "))
        code.export(EnvironmentKey.profile, file.profile, as: .folder)
        if let region = file.region {
            code.export(EnvironmentKey.region, region, as: .folder)
            code.export(EnvironmentKey.defaultRegion, region, as: .folder)
        }
        tell("awsx: \(TerminalSafe.text(file.profile)), as \(TerminalSafe.text(file.path)) says\n")
        return code
    }

    /// The same where nothing may be printed yet: the shell gets the line, and tells it once it can. What fails changes
    /// nothing, and is a line as well.
    func enterSilently(_ path: String) -> ShellCode {
        var line = ""
        var code: ShellCode
        do throws(Failure) {
            code = try enter(path) { line += $0 }
        } catch {
            code = ShellCode(shell)
            line += FailureReport.text(error, Style(isColoured: false))
        }
        while line.last == "\n" { line.removeLast() }
        code.assign("_awsx_held", line)
        return code
    }
}
