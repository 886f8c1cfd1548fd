package import Engine
package import SystemKit

/// A plugin that its author tests, by its path: it is run without a grant, in an empty home folder, with nothing of AWS
/// around it.
package struct PluginUnderTest: Sendable {
    package let name: String
    package let manifestPath: String
    private let folder: String
    private let context: RuntimeContext

    /// - Parameter path: one of its programs, or the folder of it alone.
    /// - Throws: `.fileUnreadable` for what is not there, `.pluginBroken` for a folder without a manifest, or with several.
    package init(_ path: String, in context: RuntimeContext) throws(Failure) {
        self.context = context
        guard let real = realPath(path) else {
            throw Failure(.fileUnreadable, "there is no such file or folder", at: .file(path, line: nil))
        }
        let status = try translating(.fileUnreadable) { () throws(SystemFailure) in try context.files.status(real) }
        let isFolder = status?.kind == .folder
        folder = isFolder ? real : real.parentFolder
        let names = try translating(.fileUnreadable) { [folder] () throws(SystemFailure) in
            try context.files.list(folder)
        }
        var plugins = (names ?? []).filter { $0.hasPrefix("awsx-") && $0.hasSuffix(".json") }
            .map { String($0.dropFirst(5).dropLast(5)) }.filter(Manifest.isName).sorted()
        if !isFolder, let file = real.lastPathName {
            // The longest name that the program's begins with: awsx-a-b may be of a, or of a-b.
            plugins = plugins.filter { PluginExecutable.isFile(file, of: $0) || file == "awsx-\($0).json" }
            plugins = plugins.max { $0.utf8.count < $1.utf8.count }.map { [$0] } ?? []
        }
        guard plugins.count == 1 else {
            throw Failure(
                .pluginBroken,
                plugins.isEmpty
                    ? "no manifest awsx-NAME.json lies beside the program"
                    : "there are manifests of several plugins here: \(plugins.joined(separator: ", "))",
                at: .file(folder, line: nil), hint: "awsx plugin test FOLDER/awsx-NAME")
        }
        name = plugins[0]
        manifestPath = "\(folder)/awsx-\(name).json"
    }

    /// Runs every check.
    ///
    /// - Parameter home: an empty folder.
    package func checks(home: String, interruption: CancellationPipe) -> [ConformanceCheck] {
        let manifest: Manifest
        var programs: [String: String] = [:]
        do throws(Failure) {
            manifest = try loadManifest()
            for file in manifest.allExecutables { programs[file] = try program(file) }
        } catch {
            let place = error.location.map { " (\($0))" } ?? ""
            return [ConformanceCheck(part: "manifest", name: "manifest and programs", fault: error.message + place)]
        }
        var checks = [ConformanceCheck(part: "manifest", name: "manifest and programs", fault: nil)]
        let environment = environment(home: home)
        for call in calls(manifest) {
            guard let path = programs[manifest.executable(for: call)] else { continue }
            if case .command = call {
                checks.append(help(path, environment, interruption))
                continue
            }
            let program = AnsweringProgram(
                plugin: name, path: path, environment: environment, deadline: manifest.deadline(for: call) ?? 0)
            checks += ConformanceRun(program, for: call, interruption: interruption, now: context.clock.now()).checks()
        }
        return checks
    }

    private func loadManifest() throws(Failure) -> Manifest {
        let path = try PluginTrust.require(manifestPath, context.files)
        let bytes = try translating(.fileUnreadable) { () throws(SystemFailure) in
            try context.files.read(path, limit: 1 << 20)
        }
        let manifest = try Manifest(parsing: bytes ?? [], path: manifestPath)
        guard manifest.name == name else {
            throw Failure(
                .pluginBroken, "the manifest is for \(manifest.name), not \(name)", at: .file(manifestPath, line: nil))
        }
        return manifest
    }

    private func program(_ file: String) throws(Failure) -> String {
        let path = try PluginTrust.require("\(folder)/\(file)", context.files)
        guard case .found = ProgramSearch.find(path, path: nil) else {
            throw Failure(
                .notExecutable, "the program is not executable", at: .file(path, line: nil))
        }
        return path
    }

    private func calls(_ manifest: Manifest) -> [PluginCall] {
        var calls: [PluginCall] = []
        if manifest.kinds.contains(.command) { calls.append(.command(subcommand: nil)) }
        if manifest.kinds.contains(.provider) { calls.append(.provider) }
        if manifest.kinds.contains(.hook) { calls += manifest.hooks.map(PluginCall.hook) }
        if manifest.words.hasDynamicValues { calls.append(.completion(subcommand: nil)) }
        return calls
    }

    private func environment(home: String) -> Environment {
        var inner = context.environment
        for name in inner.names where name.hasPrefix("AWS") || name.hasPrefix("XDG_") { inner.remove(name) }
        inner.set(EnvironmentKey.home, home)
        if let executable = ExecutablePath.current() { inner.set("AWSX_BIN", executable) }
        inner.set("AWSX_PLUGIN_PROTOCOL", String(Manifest.protocolVersion))
        return inner
    }

    /// A command says what it is, to whoever asks, and needs nobody for that.
    private func help(
        _ path: String, _ environment: Environment, _ interruption: CancellationPipe
    ) -> ConformanceCheck {
        var fault: String?
        do throws(SystemFailure) {
            let run = try CapturedProcess.run(
                path, words: [path.lastPathName ?? path, "--help"], environment: environment,
                limits: CapturedProcess.Limits(output: 1 << 20, milliseconds: 5000, grace: 500), sharesTerminal: false,
                interruption: interruption)
            switch run.ending {
            case .exited(0): fault = run.output.isEmpty ? "it printed nothing" : nil
            case .exited(let status): fault = "it ends with \(status)"
            case .tooMuchOutput: fault = "it printed more than 1 MiB"
            case .tookTooLong: fault = "it did not finish within 5 s"
            case .interrupted(let signal): fault = "it was terminated by signal \(signal)"
            }
        } catch {
            fault = "\(error)"
        }
        return ConformanceCheck(part: "command", name: "--help", fault: fault)
    }
}

extension CommandSyntax {
    /// Whether the plugin is asked for what some word may be.
    package var hasDynamicValues: Bool {
        options.contains { $0.value == .dynamic } || arguments.contains { $0.value == .dynamic }
            || subcommands.contains { $0.words.hasDynamicValues }
    }
}
