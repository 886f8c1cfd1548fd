import Engine
import PluginKit
import ShellKit
import SystemKit

/// Decides what a folder's `.awsx` file changes in a shell that was started with `--auto`. It never signs in.
struct FolderHook {
    private let context: RuntimeContext

    init(_ context: RuntimeContext) {
        self.context = context
    }

    /// - Parameter tell: is given the line that a person reads about it.
    func enter(_ path: String, tell: (String) -> Void) throws(Failure) -> [ShellStatement] {
        let file = try FolderProfile.load(path, files: context.files)
        let allowed = AllowedFolders(files: context.files, state: try StateFolder.of(context))
        guard allowed.holds(file) else {
            throw Failure(
                .denied, "this folder's .awsx file selects profile \(file.profile), and is not allowed yet",
                at: .file(file.path, line: nil),
                hint: "to allow it: awsx allow \(DisplayedCommandWord.quoted(file.path))")
        }
        _ = try IdentityResolver(context: context, config: CredentialService(context).config)
            .existingProfile(file.profile, selectedBy: .file(file.path, line: nil))
        var names = EnvironmentKey.identity
        if file.region != nil { names += [EnvironmentKey.region, EnvironmentKey.defaultRegion] }
        var statements: [ShellStatement] = [
            .take(names, for: .auto), .assign("_awsx_auto_names", names.joined(separator: " ")),
            .export(EnvironmentKey.profile, file.profile, as: .auto),
        ]
        if let region = file.region {
            statements.append(.export(EnvironmentKey.region, region, as: .auto))
            statements.append(.export(EnvironmentKey.defaultRegion, region, as: .auto))
        }
        tell("awsx: using \(TerminalSafe.text(file.profile)) from \(TerminalSafe.text(file.path))\n")
        return statements
    }

    /// The same where nothing may be printed yet: the shell gets the line, and tells it once it can. What fails changes
    /// nothing, and is a line as well.
    func enterSilently(_ path: String) -> [ShellStatement] {
        var line = ""
        var statements: [ShellStatement] = []
        do throws(Failure) {
            statements = try enter(path) { line += $0 }
        } catch {
            line += FailureReport.text(error, Style(isColoured: false))
        }
        while line.last == "\n" { line.removeLast() }
        return statements + [.assign("_awsx_held", line)]
    }
}
