import Engine
import TestSupport
import Testing

/// Many profiles, long sections and random bytes.
struct ScaleTests {
    @Test func `10,000 profiles are all there`() throws {
        let text = (0..<10_000).map {
            "[profile account-\($0).Admin]\nsso_session = corp\nsso_account_id = \($0)\nsso_role_name = Admin\nregion = r\noutput = json\ncli_pager =\n\n"
        }.joined()
        let config = try Reads.config(text)
        #expect(config.profileNames == (0..<10_000).map { "account-\($0).Admin" })
        for number in stride(from: 0, to: 10_000, by: 7) {
            let setting = config.profile("account-\(number).Admin")?["sso_account_id"]
            #expect(setting == Setting(value: "\(number)", location: Reads.file(number * 8 + 3)))
        }
        #expect(config.profile("account-10000.Admin") == nil)
        #expect(config.warnings.isEmpty)
    }

    @Test func `a section of 100,000 keys, and as many repeated headers as may be, are read in one go`() throws {
        let keys = "[default]\n" + (0..<100_000).map { "key\($0) = \($0)\n" }.joined() + "KEY5 = x\n"
        let long = try Reads.config(keys)
        #expect(long.profile("default")?["key99999"]?.value == "99999")
        #expect(Reads.codes(long.warnings) == ["duplicate-key@100002"])
        let most = SharedConfig.mostSections
        let headers = try Reads.config((0..<most).map { "[default]\nkey\($0) = 1\n" }.joined())
        #expect(headers.profile("default")?.entries.count == most)
        #expect(headers.warnings.count == 1000)
    }

    @Test func `as many quoted headers as may be, every two with one name, are read in one go`() throws {
        let text = (0..<SharedConfig.mostSections).map { "[profile \"\($0 / 2)\"\($0 % 2 == 0 ? "" : "''")]\n" }
            .joined()
        #expect(try Reads.config(text).profileNames.count == SharedConfig.mostSections / 2)
    }

    @Test func `random bytes are read or refused, never more`() {
        var numbers = SeededNumbers(seed: 20)
        var read = 0
        let words = [
            "[profile a]", "[", "]", "=", ":", "\n", "\r\n", "\r", " ", "\t", "#", ";", "key", "\"", "'", "\\",
            "[DEFAULT]", "é", "\u{a0}", "\u{feff}", "\u{2028}", "Σ", "\0",
        ]
        let broken: [[UInt8]] = [[0xe2], [0xe2, 0x80], [0xc2], [0xff], [0xe3, 0x80]]
        let pieces = words.map { Array($0.utf8) } + broken
        for _ in 0..<TestRunLength.count(20_000, long: 200_000) {
            let bytes: [UInt8] =
                numbers.chance(30)
                ? (0..<numbers.below(40)).map { _ in UInt8.random(in: 0...255, using: &numbers) }
                : (0..<numbers.below(25)).flatMap { _ in numbers.pick(pieces) }
            guard let config = try? SharedConfig.parse(config: bytes, credentials: Array(bytes.reversed())) else {
                continue
            }
            read += 1
            let dump = config.dump(revealingSecrets: true)
            #expect(
                dump["profiles"]?.members?.map { Array($0.name.utf8) } == config.profileNames.map { Array($0.utf8) })
            for name in config.profileNames { _ = config.warnings(touching: name) }
        }
        #expect(read > 100)
    }
}
