package import Engine
import SystemKit

/// Asks plugins for credentials.
package struct ProviderPluginService: Sendable {
    private let context: RuntimeContext
    private let plugins: any AnsweringPlugins
    /// The command that wants them.
    private let reason: String
    /// A person is there, and may be asked.
    private let hasPerson: Bool
    private let say: @Sendable (String) -> Void

    /// - Parameter say: shows a person a line of a plugin.
    package init(
        _ context: RuntimeContext, plugins: any AnsweringPlugins, reason: String, hasPerson: Bool,
        say: @escaping @Sendable (String) -> Void
    ) {
        self.context = context
        self.plugins = plugins
        self.reason = reason
        self.hasPerson = hasPerson
        self.say = say
    }

    /// - Returns: nil if the plugin says that the profile is none of its.
    /// - Throws: `Failure`, `CancellationError`.
    package func credentials(
        from plugin: String, for request: PluginCredentialRequest
    ) async throws -> PluginLease? {
        let program = try plugins.provider(plugin)
        guard program.personAccess != .always || hasPerson else {
            throw Failure(
                .pluginFailed, "plugin \(plugin) must ask you something, and there is no terminal",
                hint: "run it in a terminal",
                status: .loginNeeded)
        }
        // As it is before it runs: what it writes into itself meanwhile is no longer what answers.
        let files = FileVersions(program.files, context.files)
        let exchange = program.request(
            .credentials(request, reason: reason), runID: context.runID.text, hasPerson: hasPerson, tell: say)
        let outcome = try await ProcessExchange.collect(exchange)
        do throws(PluginFault) {
            return try PluginLease(answer: try PluginAnswer.read(outcome), files: files)
        } catch {
            if case .refused(let refusal) = error, refusal.kind == .notMine { return nil }
            throw error.failure(of: plugin, at: program.path)
        }
    }
    /// Tells a plugin that its credentials are needed no more.
    ///
    /// - Throws: `Failure`, `CancellationError`.
    package func giveBack(_ id: String, of profile: String, to plugin: String) async throws {
        let program = try plugins.provider(plugin)
        let exchange = program.request(
            .revocation(lease: id, profile: profile), runID: context.runID.text, hasPerson: false, tell: say)
        let outcome = try await ProcessExchange.collect(exchange)
        do throws(PluginFault) {
            _ = try PluginAnswer.read(outcome)
        } catch {
            // Not every plugin takes anything back.
            if case .refused(let refusal) = error, refusal.kind == .unsupported { return }
            throw error.failure(of: plugin, at: program.path)
        }
    }
}
