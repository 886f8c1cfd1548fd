import Engine
import PluginKit
import SystemKit

extension CredentialService {
    /// The hooks of an event.
    func hooks(_ output: Output) -> HookRun {
        let streams = context.streams
        return HookRun(
            context, plugins: InstalledAnsweringPlugins(context),
            say: { streams.error.write("\(TerminalSafe.text($0))\n") }, warn: output.warn)
    }
}
