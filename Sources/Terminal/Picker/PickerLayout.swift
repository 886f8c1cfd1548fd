import SystemKit

/// Which lines of a screen are what: what is typed, entries, a preview.
struct PickerLayout {
    /// Lines of entries.
    let list: Int
    /// Lines of the preview, its rule among them; 0 where there is no room.
    let preview: Int

    /// A preview is shown from twelve lines on: at most five lines, and a third of the screen.
    init(_ size: TerminalSize) {
        let rest = max(0, size.rows - 2)
        preview = size.rows >= 12 ? min(6, size.rows / 3) : 0
        list = max(size.rows > 1 ? 1 : 0, rest - preview)
    }
}
