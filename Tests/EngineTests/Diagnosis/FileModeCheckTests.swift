import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

/// What doctor says of a file's bits, and what `--fix` would make of them.
@Suite struct FileModeCheckTests {
    private static let token = ".aws/sso/cache/\(CacheKey.token(.corp)).json"

    private func found(_ mode: UInt16) throws -> Diagnosis? {
        try SetUp.files {
            try $0.sign(in: .corp)
            $0.folder.setMode(mode, of: Self.token)
        }.examine().first { $0.code.word == "file-too-open" }
    }

    @Test(arguments: [0o600, 0o400, 0o700, 0o500] as [UInt16])
    func `What is its owner's alone is well`(mode: UInt16) throws {
        #expect(try found(mode) == nil)
    }

    /// The bits of a secret, what others can do with it, and the bits that it should have.
    @Test(
        arguments: [
            (0o644, "read", 0o600), (0o604, "read", 0o600), (0o640, "read", 0o600), (0o666, "read", 0o600),
            (0o755, "read", 0o600), (0o777, "read", 0o600), (0o444, "read", 0o400),
        ] as [(UInt16, String, UInt16)])
    func `What others can read is narrowed to what its owner needs`(mode: UInt16, deed: String, fixed: UInt16) throws {
        let found = try #require(try found(mode))
        let octal = "0" + String(mode, radix: 8)
        #expect(found.message == "a cache file can be \(deed) by other users (\(octal))")
        guard case .mode(let path, fixed)? = found.fix else {
            Issue.record("\(String(describing: found.fix)) is not \(fixed)")
            return
        }
        #expect(path.hasSuffix(Self.token))
        #expect(found.hint?.words == "chmod \(String(fixed, radix: 8)) \(path)")
    }

    @Test(arguments: [".aws/config", ".config/awsx/config"])
    func `A config of 777 is to be 600`(name: String) throws {
        let found = try SetUp.files { home in
            try home.folder.put("", at: ".config/awsx/config")
            home.folder.setMode(0o777, of: name)
        }.examine().first { $0.code.word == "file-writable" }
        guard case .mode(let path, 0o600)? = found?.fix else {
            Issue.record("\(String(describing: found))")
            return
        }
        #expect(path.hasSuffix(name))
    }
}
