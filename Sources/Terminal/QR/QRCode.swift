/// A QR code (ISO/IEC 18004) of some bytes, as black and white modules: byte mode, error correction level L, the smallest
/// version from 1 to 20 that holds them.
package struct QRCode: Sendable, Hashable {
    /// Modules a side, without the quiet zone.
    package let size: Int
    package let version: Int
    private var dark: [Bool]

    package subscript(row: Int, column: Int) -> Bool {
        row >= 0 && row < size && column >= 0 && column < size && dark[row * size + column]
    }

    /// - Parameter mask: 0 to 7; nil takes the one that the standard's penalties favour.
    /// - Returns: nil for more than 858 bytes.
    package init?(_ bytes: [UInt8], mask: Int? = nil) {
        guard let version = (1...20).first(where: { Capacity($0).bytes >= bytes.count }) else { return nil }
        let codewords = QRCodewords.of(bytes, Capacity(version))
        var canvas = QRCanvas(version: version)
        canvas.drawFunctionPatterns()
        canvas.drawCodewords(codewords)
        let masks = mask.map { [$0] } ?? Array(0..<8)
        let masked = masks.map { canvas.masked($0) }
        guard let best = masked.min(by: { $0.penalty < $1.penalty }) else { return nil }
        self.version = version
        size = canvas.size
        dark = best.dark
    }

    /// How much a version holds at level L (table 9 of the standard).
    struct Capacity {
        let version: Int
        /// Error correction codewords of each block.
        let correction: Int
        let blocks: Int

        private static let corrections = [
            7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
        ]
        private static let blockCounts = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8]

        init(_ version: Int) {
            self.version = version
            correction = Self.corrections[version - 1]
            blocks = Self.blockCounts[version - 1]
        }

        /// All codewords, those of data and those of correction.
        var codewords: Int {
            var modules = (16 * version + 128) * version + 64
            if version >= 2 {
                let patterns = version / 7 + 2
                modules -= (25 * patterns - 10) * patterns - 55
                if version >= 7 { modules -= 36 }
            }
            return modules / 8
        }

        var dataCodewords: Int { codewords - correction * blocks }

        /// Bits that say how many bytes follow.
        var countBits: Int { version < 10 ? 8 : 16 }

        var bytes: Int { (dataCodewords * 8 - 4 - countBits) / 8 }
    }
}
