import Engine
import PluginKit
import Synchronization
import SystemKit
import TestSupport

/// A home with a folder of plugins, and somebody who answers questions.
final class TrustHome: Sendable {
    let home: TestHome
    private let said = Mutex("")

    init() throws { home = try TestHome() }

    var path: String { home.path }
    var shown: String { said.withLock { $0 } }

    /// - Parameter origin: an installation's needs no grant.
    func folder(_ name: String = "plugins", _ origin: PluginFolder.Origin = .userData) -> PluginFolder {
        PluginFolder(path: home.folder.path(name), origin: origin)
    }

    /// Puts a plugin there.
    ///
    /// - Parameter members: more of its manifest.
    @discardableResult
    func put(
        _ name: String = "x", in folder: String = "plugins", _ members: String = #""kinds": ["command"]"#,
        script: String = "#!/bin/sh\n", files: [String]? = nil
    ) throws -> ExternalPlugin {
        for file in files ?? ["awsx-\(name)"] { try home.folder.put(script, at: "\(folder)/\(file)", mode: 0o755) }
        try home.folder.put(
            #"{"schema": 1, "name": "\#(name)", "version": "1", "summary": "s", \#(members)}"#,
            at: "\(folder)/awsx-\(name).json", mode: 0o644)
        guard let plugin = try self.folder(folder).plugin(name, home.files) else {
            throw Failure(.pluginNotFound, name)
        }
        return plugin
    }

    /// Nobody is there to ask.
    var alone: RuntimeContext { home.context() }

    /// Somebody types these lines; what they are shown is in `shown`.
    func authorization(_ lines: String?...) -> PluginAuthorization {
        let answers = Mutex(lines)
        return authorization { answers.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
    }

    /// Somebody does something, and types a line.
    func authorization(answering: @escaping @Sendable () -> String?) -> PluginAuthorization {
        PluginAuthorization(attended, answer: answering)
    }

    private var attended: RuntimeContext {
        let error = StandardStream(isTerminal: true) { bytes in
            self.said.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
            return nil
        }
        return home.context().with(
            streams: StandardStreams(
                input: StandardStream(isTerminal: true) { _ in nil }, output: StandardStream { _ in nil }, error: error)
        )
    }
}
