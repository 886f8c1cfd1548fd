package import Engine
import SystemKit

/// Shows a plugin to its user, and asks whether it is trusted.
package struct TrustQuestion: Sendable {
    private let plugin: ExternalPlugin
    private let files: PluginFiles
    private let earlier: PluginGrant?
    private let context: RuntimeContext
    private let answer: @Sendable () -> String?
    private let request: PluginRequest

    /// - Parameters:
    ///   - earlier: the grant of what it was before.
    ///   - answer: reads a line that a person types.
    package init(
        plugin: ExternalPlugin, files: PluginFiles, earlier: PluginGrant?, context: RuntimeContext,
        answer: @escaping @Sendable () -> String?
    ) {
        self.plugin = plugin
        self.files = files
        self.earlier = earlier
        self.context = context
        self.answer = answer
        request = PluginRequest(files.manifest)
    }

    /// - Returns: whether it gets keys, too, if it asks for some; nil if it is not trusted.
    package func ask() -> Bool? {
        let error = context.streams.error
        show()
        error.write("Trust it? [y/N] ")
        guard isYes() else { return nil }
        guard !request.keys.isEmpty else { return false }
        error.write("Give it the variables with your keys, too? [y/N] ")
        return isYes()
    }

    /// What is decided about, on standard error.
    package func show() {
        let style = Style.choose(.auto, context.terminal, on: context.streams.error)
        context.streams.error.write(text(style))
    }

    func text(_ style: Style) -> String {
        let manifest = files.manifest
        let head =
            earlier == nil
            ? "plugin \(plugin.name) is not trusted yet" : "plugin \(plugin.name) has changed since you trusted it"
        var rows: [(String, Table.Cell)] = [
            ("  what", .init("\(manifest.summary) (version \(manifest.version))")),
            ("  place", .init(plugin.path)), ("  owner", .init(owner)), ("  sha256", .init(files.digest)),
            ("  kinds", .init(manifest.kinds.map(\.rawValue).joined(separator: ", "))),
        ]
        if let earlier {
            rows.append(("  changed", .init(earlier.changes(to: files).joined(separator: ", "), .yellow)))
        }
        let fresh = Set(earlier.map { request.items(beyond: $0.request) }?.map(\.text) ?? [])
        for (number, item) in request.items.enumerated() {
            let text = fresh.contains(item.text) ? "\(item.text) (new)" : item.text
            rows.append((number == 0 ? "  asks for" : "", .init(text, item.isGrave ? .red : nil)))
        }
        if request.items.isEmpty { rows.append(("  asks for", .init("nothing"))) }
        return "\(style.paint("awsx:", .yellow)) \(head)\n" + KeyValueList(cells: rows).text(style)
            + "It runs as you: it can read and change everything that you can.\n"
    }

    private var owner: String {
        guard let status = try? context.files.status(files.executables[0].path) else { return "unknown" }
        switch status.owner {
        case effectiveUserID: return "you (user \(status.owner))"
        case 0: return "root"
        default: return "user \(status.owner)"
        }
    }

    private func isYes() -> Bool {
        let typed = answer()?.lowercased() ?? ""
        return typed == "y" || typed == "yes"
    }
}
