import Engine
import NetworkCommands
import SystemKit
import Wire

extension Browser {
    /// The browser for an identity's console: the one that a rule of awsx's config names, else the user's.
    ///
    /// - Throws: as `AwsxConfig.load`.
    static func console(of identity: ResolvedIdentity, in context: RuntimeContext) throws(Failure) -> Browser {
        let settings = try AwsxConfig.load(context)
        let subject = RunSubject(identity, agent: context.agent, isOnTerminal: context.streams.hasPerson)
        let browser = settings.rule("console-browser", of: subject)
        let container = settings.rule("firefox-container", of: subject)
        guard let deciding = browser ?? container else { return .live(context) }
        return .live(context, by: deciding) { url in
            let address = container.map { Self.inContainer($0.value, url) } ?? url
            return Self.words(of: browser?.value ?? "firefox", address)
        }
    }

    /// An address as the Firefox extension "Open external links in a container" takes it.
    private static func inContainer(_ name: String, _ url: String) -> String {
        "ext+container:\(PercentEncoding.query([("name", name), ("url", url)]))"
    }

    /// A command line with the address in place of `%s`, or at its end.
    private static func words(of line: String, _ address: String) -> [String] {
        guard let words = try? ShellWords.split(line), let program = words.first else { return [] }
        guard words.dropFirst().contains(where: { $0.contains("%s") }) else { return words + [address] }
        return [program] + words.dropFirst().map { $0.replacing("%s", with: address) }
    }
}
