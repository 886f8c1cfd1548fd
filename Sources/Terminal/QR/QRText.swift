package import SystemKit

extension QRCode {
    /// The code as text, two rows of modules a line: light modules are blocks, so that it is read on a dark screen, and
    /// with colours on any.
    ///
    /// - Parameter isColoured: says black and white itself.
    package func lines(isColoured: Bool) -> [String] {
        // The quiet zone: the standard asks for four modules, and readers make do with two.
        let rim = 2
        return stride(from: -rim, to: size + rim, by: 2).map { row in
            let modules = (-rim..<(size + rim)).map { column -> String in
                switch (self[row, column], row + 1 < size + rim && self[row + 1, column]) {
                case (false, false): row + 1 < size + rim ? "█" : "▀"
                case (false, true): "▀"
                case (true, false): row + 1 < size + rim ? "▄" : " "
                case (true, true): " "
                }
            }
            let line = modules.joined()
            return isColoured ? "\u{1b}[40;97m\(line)\u{1b}[0m" : line
        }
    }

    /// Whether it can be shown whole, with some lines of text beside it.
    package func fits(_ screen: TerminalSize, besides lines: Int = 4) -> Bool {
        size + 4 <= screen.columns && (size + 5) / 2 + lines <= screen.rows
    }
}
