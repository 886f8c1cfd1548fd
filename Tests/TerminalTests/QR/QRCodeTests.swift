import SystemKit
import Terminal
import Testing

/// QR codes, held against those that an encoder of others made (the Python package qrcode).
struct QRCodeTests {
    private func drawn(_ code: QRCode) -> String {
        (0..<code.size).map { row in
            String((0..<code.size).map { code[row, $0] ? "#" : "." as Character })
        }.joined(separator: "\n")
    }

    @Test func `a short address, module by module, with a mask that is given`() throws {
        let code = try #require(QRCode(Array("https://x.awsapps.com/start".utf8), mask: 0))
        #expect(code.version == 2)
        #expect(
            drawn(code) == """
                #######..#..#####.#######
                #.....#...###.###.#.....#
                #.###.#.###.#.###.#.###.#
                #.###.#..###..###.#.###.#
                #.###.#...#...##..#.###.#
                #.....#..#.....#..#.....#
                #######.#.#.#.#.#.#######
                ........###.####.........
                ###.#####.####...##...#..
                #.###...#.##....####....#
                ....#.#.##..##..##..#.###
                #.##...##..#####.####..#.
                #....##.#....#...###.#.##
                .#.#.#.#.#..#...###..#..#
                #.###.####..#.....##..###
                .##.....#.#..###....#..#.
                #.###.#..#...##.######...
                ........###.#..##...##.##
                #######.#....#.##.#.##.##
                #.....#.##.#.##.#...##..#
                #.###.#.###.##..######...
                #.###.#...#.###.#..####..
                #.###.#.##..###.##..#...#
                #.....#.#..####.#...##.#.
                #######.#....#.###.#...##
                """)
    }

    static let rows: [(bytes: [UInt8], version: Int, mask: Int, sum: UInt64)] = [
        (Array("HELLO".utf8), 1, 2, 0x3b37_3720_d7a6_f507),
        (Array("https://device.sso.eu-west-1.amazonaws.com/?user_code=ABCD-EFGH".utf8), 4, 5, 0x9680_8d22_aa13_1a05),
        (Array(0...255), 10, 7, 0x022a_d8cb_2869_1aab),
        ([UInt8](repeating: 0x61, count: 300), 11, 3, 0x6aa0_a322_a37e_5d47),
        (Array("größe 日本".utf8), 1, 6, 0xc949_4efd_6b74_1bd3),
        ([UInt8](repeating: 0x78, count: 17), 1, 1, 0xa735_92b6_4b2c_d5b1),
        ([UInt8](repeating: 0x78, count: 18), 2, 4, 0x5d7a_bec6_4c7a_a7b7),
        ([UInt8](repeating: 0x79, count: 106), 5, 0, 0xfddb_eed1_825a_ce8d),
        ([UInt8](repeating: 0x7a, count: 858), 20, 2, 0x7371_c5d3_8656_3fb5),
    ]

    @Test(arguments: rows)
    func `every size and mask, by the sum of its modules`(row: (bytes: [UInt8], version: Int, mask: Int, sum: UInt64))
        throws
    {
        let code = try #require(QRCode(row.bytes, mask: row.mask))
        #expect(code.version == row.version && code.size == 17 + 4 * row.version)
        let sum = drawn(code).utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        #expect(sum == row.sum)
    }

    @Test func `what is too long is no code`() {
        #expect(QRCode([UInt8](repeating: 0x7a, count: 858)) != nil)
        #expect(QRCode([UInt8](repeating: 0x7a, count: 859)) == nil)
    }

    @Test func `two rows a line, light modules as blocks, a rim of two`() throws {
        let code = try #require(QRCode(Array("HELLO".utf8)))
        let lines = code.lines(isColoured: false)
        #expect(lines.count == 13 && lines.allSatisfy { $0.count == 25 })
        #expect(lines[0] == String(repeating: "█", count: 25))
        #expect(lines[1].hasPrefix("██ ▄▄▄▄▄ █") && lines[1].hasSuffix("█ ▄▄▄▄▄ ██"))
        #expect(lines[12] == String(repeating: "▀", count: 25))
        #expect(code.lines(isColoured: true)[0] == "\u{1b}[40;97m\(lines[0])\u{1b}[0m")
        #expect(code.fits(TerminalSize(rows: 17, columns: 25)) && !code.fits(TerminalSize(rows: 16, columns: 25)))
        #expect(!code.fits(TerminalSize(rows: 24, columns: 24)))
    }
}
