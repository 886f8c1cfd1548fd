import Engine
import Testing

/// What holds of every file.
struct PropertyTests {
    private static let rounds = 300

    @Test func `what is written plainly is read back, with its line`() throws {
        var numbers = SeededNumbers(seed: 11)
        for _ in 0..<Self.rounds {
            var text = ""
            var line = 0
            var expected: [(name: String, key: String, setting: Setting)] = []
            for section in 0..<(1 + numbers.below(8)) {
                text += String(repeating: "\n", count: numbers.below(3)).also { line += $0.utf8.count }
                text += "[profile p\(section)]\n"
                line += 1
                for option in 0..<numbers.below(30) {
                    line += 1
                    let value = numbers.pick(["", "x", "a = b", "é", "[x]", "a#b"])
                    text += "key\(option) = \(value)\n"
                    expected.append(("p\(section)", "key\(option)", Setting(value: value, location: Reads.file(line))))
                }
            }
            let config = try Reads.config(text)
            for item in expected { #expect(config.profile(item.name)?[item.key] == item.setting) }
            #expect(config.warnings.isEmpty)
        }
    }

    @Test func `line ends and comments at the end change nothing`() throws {
        var numbers = SeededNumbers(seed: 12)
        var compared = 0
        for pair in SamplePair.generated(atLeast: Self.rounds, &numbers) {
            guard let bytes = pair.config, !bytes.contains(0x0d), let plain = reading(bytes) else { continue }
            let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
            for end in ["\r\n", "\r"] {
                let other = lines.flatMap { Array($0) + Array(end.utf8) } + Array("# end\(end)  \(end);".utf8)
                #expect(reading(other) == plain)
            }
            compared += 1
        }
        #expect(compared > 50)
    }

    @Test func `the answer of a lookup is the entry of the list`() throws {
        var numbers = SeededNumbers(seed: 13)
        for pair in SamplePair.generated(atLeast: Self.rounds, &numbers) {
            guard let config = try? SharedConfig.parse(config: pair.config, credentials: pair.credentials) else {
                continue
            }
            for name in config.profileNames {
                let profile = try #require(config.profile(name))
                for entry in profile.entries {
                    switch entry.value {
                    case .text(let value):
                        #expect(profile[entry.key] == Setting(value: value, location: entry.location))
                    case .block(let block): #expect(profile.block(entry.key) == block && profile[entry.key] == nil)
                    }
                }
                #expect(profile.isEmpty == profile.entries.isEmpty)
            }
            #expect(config.warnings.map(\.line).allSatisfy { $0 > 0 })
        }
    }

    private func reading(_ bytes: [UInt8]) -> Reading? {
        (try? SharedConfig.parse(config: bytes, credentials: nil)).map {
            Reading(dump: $0.dump(revealingSecrets: true))
        }
    }
}

extension String {
    /// The text itself, after somebody has looked at it.
    fileprivate func also(_ look: (String) -> Void) -> String {
        look(self)
        return self
    }
}
