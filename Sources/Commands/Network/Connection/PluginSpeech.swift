import Engine
import SystemKit
import Terminal

/// What a plugin says to a person, above the line that tells what is waited for.
struct PluginSpeech: Sendable {
    let context: RuntimeContext

    func say(_ line: String) {
        ProgressLine.shared.clear()
        context.streams.error.write("\(TerminalSafe.text(line))\n")
    }
}
