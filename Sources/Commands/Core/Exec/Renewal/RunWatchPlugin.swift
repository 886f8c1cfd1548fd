import Engine
package import PluginKit
import SystemKit

/// `awsx run-watch PROCESS FOLDER`: keeps the server of a run, if it has one, and removes its folder when its command ends.
/// Started by `exec --refresh` and `--server` with the folder's lock as standard input; it starts itself anew, so that the
/// command has no child that it doesn't know.
package struct RunWatchPlugin: CorePlugin {
    package let manifest = Manifest(
        name: Self.name, summary: "Remove the folder of a run when it ends", answersInJSON: false, isHidden: true)
    package var name: String { manifest.name }

    static let name = "run-watch"
    private static let stays = "--stay"

    package func run(_ invocation: Invocation) throws -> Int32 {
        let words = invocation.words
        guard words.count >= 2, let process = Int32(words[0]), let program = ExecutablePath.current(),
            RunFolder.isOfRun(words[1], invocation.context)
        else { throw Failure(.usage, "run-watch takes a process and the folder of a run") }
        do {
            if words.last == Self.stays {
                try stay(with: WatchedProcess.open(process), words[1], invocation.context)
            } else {
                try DetachedProgram.leave(
                    program, words: ["awsx", Self.name] + words + [Self.stays],
                    environment: invocation.context.environment)
            }
        } catch let failure as SystemFailure {
            throw Failure(.failed, failure)
        }
        return ExitStatus.done.rawValue
    }

    private func stay(
        with process: consuming WatchedProcess, _ folder: String, _ context: RuntimeContext
    ) throws {
        // Ends when it is let go.
        let helper = try serve(folder, context)
        try DetachedProgram.ready()
        process.waitForEnd()
        ScratchFolder.remove(folder)
        extendLifetime(helper)
    }

    /// Starts the run's server, if it is to have one, and keeps where it is.
    private func serve(_ folder: String, _ context: RuntimeContext) throws(Failure) -> HelperInService? {
        guard let server = try RenewableRun.load(folder, context).server else { return nil }
        var socket: String?
        if server.answersContainers {
            let place = PrivateFolder(RunFolder.socketFolder(of: folder), holdsSecrets: true, context.files)
            try place.make()
            socket = place.path(CredentialServerAddress.socketName)
        }
        let helper = try NetworkHelper.find(files: context.files).serve(
            HelperProtocol.line(
                .serveCredentials(
                    folder: folder, profile: server.profile, token: server.token, socket: socket), isVerbose: false),
            environment: context.environment)
        guard let url = helper.answer["url"]?.string else {
            throw Failure(.badAnswer, "awsx-connect returned no address")
        }
        try RunFolder.write(serverURL: url, to: folder, context)
        return helper
    }

    /// Has a folder removed when this process ends, whatever it becomes.
    ///
    /// - Throws: `.failed`.
    static func start(_ folder: borrowing RunFolder, _ context: RuntimeContext) throws(Failure) {
        let program = try CoreExecutable.own()
        let status: Int32
        do {
            status = try DetachedProgram.start(
                program, words: ["awsx", name, String(ownProcessID), folder.path], environment: context.environment,
                keeping: folder.lock)
        } catch {
            throw Failure(.failed, error)
        }
        guard status == 0 else {
            throw Failure(.failed, "could not start the process that removes this run's folder")
        }
    }
}
