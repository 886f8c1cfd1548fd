import SystemKit
import Testing

struct HexadecimalTests {
    @Test(arguments: [([], ""), ([0], "00"), ([0, 15, 16, 171, 255], "000f10abff")] as [([UInt8], String)])
    func `Bytes are two small digits each`(bytes: [UInt8], text: String) {
        #expect(bytes.hexadecimal == text)
    }
}
