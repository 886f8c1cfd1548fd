/// The modules of a QR code while they are drawn: fixed patterns first, then data, then a mask over the data.
struct QRCanvas {
    let version: Int
    let size: Int
    private(set) var dark: [Bool]
    /// Modules that no data goes to.
    private var isFixed: [Bool]

    init(version: Int) {
        self.version = version
        size = 17 + 4 * version
        dark = [Bool](repeating: false, count: size * size)
        isFixed = dark
    }

    private subscript(row: Int, column: Int) -> Bool {
        get { dark[row * size + column] }
        set { dark[row * size + column] = newValue }
    }

    private mutating func fix(_ row: Int, _ column: Int, _ isDark: Bool) {
        guard row >= 0, row < size, column >= 0, column < size else { return }
        self[row, column] = isDark
        isFixed[row * size + column] = true
    }

    // MARK: Fixed patterns

    mutating func drawFunctionPatterns() {
        for location in 0..<size {
            fix(6, location, location % 2 == 0)
            fix(location, 6, location % 2 == 0)
        }
        for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] { drawFinder(row, column) }
        let locations = alignmentPlaces
        for (number, row) in locations.enumerated() {
            for (other, column) in locations.enumerated() {
                let last = locations.count - 1
                let isTaken = (number, other) == (0, 0) || (number, other) == (0, last) || (number, other) == (last, 0)
                if !isTaken { drawAlignment(row, column) }
            }
        }
        drawFormat(mask: 0)
        drawVersion()
    }

    /// With the light rim round it.
    private mutating func drawFinder(_ row: Int, _ column: Int) {
        for down in -4...4 {
            for right in -4...4 {
                let ring = max(abs(down), abs(right))
                fix(row + down, column + right, ring != 2 && ring != 4)
            }
        }
    }

    private mutating func drawAlignment(_ row: Int, _ column: Int) {
        for down in -2...2 {
            for right in -2...2 { fix(row + down, column + right, max(abs(down), abs(right)) != 1) }
        }
    }

    private var alignmentPlaces: [Int] {
        guard version > 1 else { return [] }
        let count = version / 7 + 2
        let step = (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2
        return [6] + (0..<(count - 1)).map { size - 7 - $0 * step }.reversed()
    }

    /// Level L and the mask, twice, with a BCH code.
    private mutating func drawFormat(mask: Int) {
        let data = 0b01 << 3 | mask
        var rest = data
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        let bits = (data << 10 | rest) ^ 0x5412
        func bit(_ location: Int) -> Bool { bits >> location & 1 == 1 }
        for location in 0...5 { fix(location, 8, bit(location)) }
        fix(7, 8, bit(6))
        fix(8, 8, bit(7))
        fix(8, 7, bit(8))
        for location in 9..<15 { fix(8, 14 - location, bit(location)) }
        for location in 0..<8 { fix(8, size - 1 - location, bit(location)) }
        for location in 8..<15 { fix(size - 15 + location, 8, bit(location)) }
        fix(size - 8, 8, true)
    }

    /// From version 7 on, twice, with a BCH code.
    private mutating func drawVersion() {
        guard version >= 7 else { return }
        var rest = version
        for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11) * 0x1f25 }
        let bits = version << 12 | rest
        for location in 0..<18 {
            let isDark = bits >> location & 1 == 1
            fix(location / 3, size - 11 + location % 3, isDark)
            fix(size - 11 + location % 3, location / 3, isDark)
        }
    }

    // MARK: Data

    /// Two columns at a time, from the right, up and down in turn.
    mutating func drawCodewords(_ codewords: [UInt8]) {
        var number = 0
        var right = size - 1
        while right >= 1 {
            if right == 6 { right = 5 }
            for step in 0..<size {
                for column in [right, right - 1] {
                    let isUpward = (right + 1) & 2 == 0
                    let row = isUpward ? size - 1 - step : step
                    guard !isFixed[row * size + column], number < codewords.count * 8 else { continue }
                    self[row, column] = codewords[number >> 3] >> UInt8(7 - number & 7) & 1 == 1
                    number += 1
                }
            }
            right -= 2
        }
    }

    func masked(_ mask: Int) -> QRCanvas {
        var result = self
        for row in 0..<size {
            for column in 0..<size where !isFixed[row * size + column] && Self.inverts(mask, row, column) {
                result[row, column].toggle()
            }
        }
        result.drawFormat(mask: mask)
        return result
    }

    private static func inverts(_ mask: Int, _ row: Int, _ column: Int) -> Bool {
        switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: row * column % 2 + row * column % 3 == 0
        case 6: (row * column % 2 + row * column % 3) % 2 == 0
        default: ((row + column) % 2 + row * column % 3) % 2 == 0
        }
    }

    // MARK: Penalties

    /// Long runs, squares of one colour, what looks like a finder, and too much of one colour.
    var penalty: Int {
        var total = 0
        for line in 0..<size {
            total += linePenalty((0..<size).map { self[line, $0] })
            total += linePenalty((0..<size).map { self[$0, line] })
        }
        for row in 0..<(size - 1) {
            for column in 0..<(size - 1) {
                let first = self[row, column]
                if self[row, column + 1] == first, self[row + 1, column] == first, self[row + 1, column + 1] == first {
                    total += 3
                }
            }
        }
        let count = dark.filter { $0 }.count
        let share = abs(count * 20 - size * size * 10)
        return total + max(0, (share + size * size - 1) / (size * size) - 1) * 10
    }

    private static let finders: [[Bool]] = [
        [true, false, true, true, true, false, true, false, false, false, false],
        [false, false, false, false, true, false, true, true, true, false, true],
    ]

    private func linePenalty(_ line: [Bool]) -> Int {
        var total = 0
        var run = 1
        for location in 1...line.count {
            if location < line.count, line[location] == line[location - 1] {
                run += 1
            } else {
                if run >= 5 { total += run - 2 }
                run = 1
            }
        }
        for start in 0...(line.count - 11)
        where Self.finders.contains(where: { line[start..<(start + 11)].elementsEqual($0) }) {
            total += 40
        }
        return total
    }
}
