/// Bytes to codewords: header, filling, error correction, and the blocks dealt out in turns.
enum QRCodewords {
    static func of(_ bytes: [UInt8], _ capacity: QRCode.Capacity) -> [UInt8] {
        interleaved(data(bytes, capacity), capacity)
    }

    /// Byte mode, the count, the bytes, an end mark, and the standard's two filling words in turn.
    private static func data(_ bytes: [UInt8], _ capacity: QRCode.Capacity) -> [UInt8] {
        var bits: [Bool] = []
        func add(_ value: Int, _ count: Int) {
            for place in stride(from: count - 1, through: 0, by: -1) { bits.append(value >> place & 1 == 1) }
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
        for place in 0...short {
            for block in blocks where place < block.count { result.append(block[place]) }
        }
        for place in 0..<capacity.correction {
            for correction in corrections { result.append(correction[place]) }
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
            for place in 0..<degree {
                result[place] = multiply(result[place], root)
                if place + 1 < degree { result[place] ^= result[place + 1] }
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
            for place in result.indices { result[place] ^= multiply(divisor[place], factor) }
        }
        return result
    }

    static func multiply(_ one: UInt8, _ other: UInt8) -> UInt8 {
        var product: UInt16 = 0
        for place in stride(from: 7, through: 0, by: -1) {
            product = product << 1 ^ (product >> 7 & 1 == 1 ? 0x11d : 0)
            if other >> UInt8(place) & 1 == 1 { product ^= UInt16(one) }
        }
        return UInt8(truncatingIfNeeded: product)
    }
}
