import Dispatch

/// Standard input, line by line, read on a thread that may block.
package enum InputLines {
    /// Calls back with each line, and once when the input has ended: whoever was on the other side is gone.
    package static func read(
        line: @escaping @Sendable (String) -> Void, end: @escaping @Sendable () -> Void
    ) {
        DispatchQueue(label: "awsx.input").async {
            while let text = readLine() { line(text) }
            end()
        }
    }
}
