/// Bytes to codewords: header, filling, error correction, and the blocks dealt out in turns.
enum QRCodewords {
    static func of(_ bytes: [UInt8], _ capacity: QRCode.Capacity) -> [UInt8] {
        interleaved(data(bytes, capacity), capacity)
    }

    /// Byte mode, the count, the bytes, an end mark, and the standard's two filling words in turn.
    private static func data(_ bytes: [UInt8], _ capacity: QRCode.Capacity) -> [UInt8] {
        var bits: [Bool] = []
        func add(_ value: Int, _ count: Int) {
            for location in stride(from: count - 1, through: 0, by: -1) { bits.append(value >> location & 1 == 1) }
        }
        add(0b0100, 4)
        add(bytes.count, capacity.countBits)
        for byte in bytes { add(Int(byte), 8) }
        let room = capacity.dataCodewords * 8
        add(0, min(4, room - bits.count))
        add(0, (8 - bits.count % 8) % 8)
        var words = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<(start + 8)].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        var filling: UInt8 = 0xec
        while words.count < capacity.dataCodewords {
            words.append(filling)
            filling ^= 0xec ^ 0x11
        }
        return words
    }

    private static func interleaved(_ data: [UInt8], _ capacity: QRCode.Capacity) -> [UInt8] {
        let short = capacity.dataCodewords / capacity.blocks
        let longBlocks = capacity.dataCodewords % capacity.blocks
        let divisor = ReedSolomon.divisor(degree: capacity.correction)
        var blocks: [[UInt8]] = []
        var position = 0
        for number in 0..<capacity.blocks {
            // The longer blocks come last.
            let length = short + (number >= capacity.blocks - longBlocks ? 1 : 0)
            blocks.append(Array(data[position..<(position + length)]))
            position += length
        }
        let corrections = blocks.map { ReedSolomon.remainder($0, divisor) }
        var result: [UInt8] = []
        for location in 0...short {
            for block in blocks where location < block.count { result.append(block[location]) }
        }
        for location in 0..<capacity.correction {
            for correction in corrections { result.append(correction[location]) }
        }
        return result
    }
}

/// Reed–Solomon over the field of 256 elements with the polynomial 0x11d.
enum ReedSolomon {
    /// The product of (x − 2^i) for i below the degree, without its leading 1.
    static func divisor(degree: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: degree)
        result[degree - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<degree {
            for location in 0..<degree {
                result[location] = multiply(result[location], root)
                if location + 1 < degree { result[location] ^= result[location + 1] }
            }
            root = multiply(root, 2)
        }
        return result
    }

    static func remainder(_ data: [UInt8], _ divisor: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: divisor.count)
        for byte in data {
            let factor = byte ^ result.removeFirst()
            result.append(0)
            for location in result.indices { result[location] ^= multiply(divisor[location], factor) }
        }
        return result
    }

    static func multiply(_ one: UInt8, _ other: UInt8) -> UInt8 {
        var product: UInt16 = 0
        for location in stride(from: 7, through: 0, by: -1) {
            product = product << 1 ^ (product >> 7 & 1 == 1 ? 0x11d : 0)
            if other >> UInt8(location) & 1 == 1 { product ^= UInt16(one) }
        }
        return UInt8(truncatingIfNeeded: product)
    }
}
