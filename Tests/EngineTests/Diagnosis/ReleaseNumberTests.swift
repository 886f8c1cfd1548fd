import Engine
import Testing

struct ReleaseNumberTests {
    @Test(arguments: [
        ("2.36.7", "2.36.7"), ("2.36", "2.36.0"), ("3.91.0-linux-x64", "3.91.0"), ("3.91.x", "3.91.0"), ("2", nil),
        ("", nil), ("a.b", nil), ("2.", nil), ("1.2rc3.4", "1.2.4"),
    ])
    func `It is read as far as it goes`(text: String, number: String?) {
        #expect(ReleaseNumber(text).map(\.description) == number)
    }

    @Test func `Numbers count as numbers`() {
        #expect(ReleaseNumber(2, 9, 0) < ReleaseNumber(2, 22, 0))
        #expect(ReleaseNumber(2, 9, 3) < ReleaseNumber(10, 0, 0))
        #expect(!(ReleaseNumber(3, 39, 0) < ReleaseNumber(3, 39, 0)))
    }
}
