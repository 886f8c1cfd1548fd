package import Engine
import SystemKit

/// Decides whether a plugin may be run: by its files, by what this machine's administrator says, and by what its user
/// trusted. Commands, providers and hooks go through here alike.
package struct PluginAuthorization: Sendable {
    private let context: RuntimeContext
    private let answer: @Sendable () -> String?

    /// - Parameter answer: reads a line that a person types.
    package init(_ context: RuntimeContext, answer: @escaping @Sendable () -> String? = { readLine() }) {
        self.context = context
        self.answer = answer
    }

    /// The plugin, if it may be run; a person on a terminal is asked for what is not trusted yet.
    ///
    /// - Throws: `.denied` with what to run where it is not trusted; `.pluginBroken` or `.notExecutable` for what is no
    ///   plugin; with the status of a configuration error where the site's policy can't be read.
    package func require(_ plugin: ExternalPlugin) throws(Failure) -> AuthorizedPlugin {
        switch standing(of: plugin) {
        case .installed(let files):
            let request = PluginRequest(files.manifest)
            // Keys are given by hand only; awsx-connect under another name is no stranger, and reads them anyway.
            return AuthorizedPlugin(files, granted: request.labels + (isOwn(files) ? request.keys : []))
        case .trusted(let grant, let files): return AuthorizedPlugin(files, granted: grant.environment)
        case .changed(let grant, let files):
            guard context.hasPerson else { throw changed(plugin, since: grant, files) }
            return try ask(plugin, files, trusted: grant)
        case .untrusted(let files):
            guard context.hasPerson else {
                throw Failure(
                    .denied, "plugin \(plugin.name) is not trusted yet, so it is not run", at: plugin.location,
                    hint: Self.command(plugin))
            }
            return try ask(plugin, files, trusted: nil)
        case .refused(let failure): throw failure
        }
    }

    /// Where a plugin stands, with nobody asked and nothing written.
    package func standing(of plugin: ExternalPlugin) -> PluginStanding {
        do throws(Failure) {
            let files = try PluginFiles.read(plugin, context.files, isHashed: plugin.folder.needsGrant)
            guard plugin.folder.needsGrant else { return .installed(files) }
            try PluginPolicy.load(context).require(plugin.name, digest: files.digest)
            guard let grant = try PluginGrants(context).grant(for: plugin) else { return .untrusted(files) }
            return grant.digest == files.digest ? .trusted(grant, files) : .changed(grant, files)
        } catch {
            return .refused(error)
        }
    }

    private func isOwn(_ files: PluginFiles) -> Bool {
        guard let connect = try? NetworkHelper.find(files: context.files) else { return false }
        return files.executables.allSatisfy { connect.isSame(as: $0.path) }
    }

    /// Keeps that a plugin is trusted as it is.
    ///
    /// - Parameters:
    ///   - files: as they were when its user was asked.
    ///   - withKeys: whether it gets the variables with keys that it asks for.
    @discardableResult
    package func trust(
        _ plugin: ExternalPlugin, _ files: PluginFiles, withKeys: Bool
    ) throws(Failure) -> AuthorizedPlugin {
        let request = PluginRequest(files.manifest)
        let environment = request.labels + (withKeys ? request.keys : [])
        let digests = files.all.map { ($0.name, $0.digest ?? "") }
        let grant = PluginGrant(
            path: PluginGrants.path(plugin), digest: files.digest,
            files: Dictionary(digests) { _, later in later }, request: request, environment: environment,
            grantedAt: context.clock.now())
        try PluginGrants(context).add(grant, for: plugin)
        return AuthorizedPlugin(files, granted: environment)
    }

    /// The command that trusts it.
    package static func command(_ plugin: ExternalPlugin) -> String { "awsx plugin trust \(plugin.name)" }

    private func ask(
        _ plugin: ExternalPlugin, _ files: PluginFiles, trusted: PluginGrant?
    ) throws(Failure) -> AuthorizedPlugin {
        let question = TrustQuestion(plugin: plugin, files: files, earlier: trusted, context: context, answer: answer)
        guard let withKeys = question.ask() else {
            throw Failure(
                .denied, "plugin \(plugin.name) is not trusted, so it is not run", at: plugin.location,
                hint: Self.command(plugin))
        }
        let authorized = try trust(plugin, files, withKeys: withKeys)
        // An answer takes its time: what is run is what was shown.
        let present = try PluginFiles.read(plugin, context.files)
        guard present.digest == files.digest else {
            throw Failure(
                .denied, "plugin \(plugin.name) changed while you were asked, so it is not run", at: plugin.location,
                hint: Self.command(plugin))
        }
        return authorized
    }

    private func changed(_ plugin: ExternalPlugin, since grant: PluginGrant, _ files: PluginFiles) -> Failure {
        let names = grant.changes(to: files).joined(separator: ", ")
        let more = PluginRequest(files.manifest).items(beyond: grant.request).map(\.text)
        let asks = more.isEmpty ? "" : "; it now also asks for \(more.joined(separator: ", "))"
        return Failure(
            .denied, "plugin \(plugin.name) has changed since it was trusted (\(names))\(asks), so it is not run",
            at: plugin.location, hint: Self.command(plugin))
    }
}
