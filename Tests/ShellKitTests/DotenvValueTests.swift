import TestSupport
import Testing

@testable import ShellKit

/// Values of `.env` files against what reads them.
struct DotenvValueTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [
        ("", ""), ("ASIA", "ASIA"), ("S/E+C=", "S/E+C="), ("2026-11-21T00:45:46Z", "2026-11-21T00:45:46Z"),
        ("a.b-c_d@e:f%g,h", "a.b-c_d@e:f%g,h"), ("my dev", "'my dev'"), ("é", "'é'"), (#"a\b"#, #"'a\b'"#),
        ("it's", #""it's""#), (#"a\\b"#, #""a\\\\b""#), (#"a\"#, #""a\\""#), ("it's $5", #""it's \$5""#),
        ("'\"`", #""'\"\`""#), ("a\nb", "'a\nb'"),
    ])
    func `Only what isn't plain is quoted, by single quotes where they do`(text: String, value: String) {
        #expect(DotenvValue.quoted(text) == value)
    }

    /// Each of ASCII's other characters means something to some reader, or to a shell.
    @Test(arguments: Array(" !\"#$&'()*;<>?[\\]^`{|}~\t\n\u{1}\u{7f}"))
    func `No character that could mean something stands there plain`(character: Character) {
        let value = DotenvValue.quoted("a\(character)b")
        #expect(value.hasPrefix("'") && value.hasSuffix("'") || value.hasPrefix("\"") && value.hasSuffix("\""))
    }

    @Test func `python-dotenv reads what was given, and what it can't runs nothing`() async throws {
        let texts = OddStrings.make(3000, seed: 45)
        let file = texts.enumerated().map { "N\($0.offset)=\(DotenvValue.quoted($0.element))\n" }.joined()
        let script = """
            import dotenv, io, sys
            text = sys.stdin.buffer.read().decode()
            read = dotenv.dotenv_values(stream=io.StringIO(text, newline=""), interpolate=False)
            assert list(read) == [f"N{number}" for number in range(len(read))]
            for value in read.values():
                sys.stdout.buffer.write(value.encode() + b"\\0")
            """
        let outcome = try await InstalledProgram.run(
            try await Boto3Python.path(), ["-c", script], input: Array(file.utf8))
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let read = outcome.output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        #expect(read.count == texts.count)
        var exact = 0
        for (bytes, text) in zip(read, texts) {
            var expected = text
            // It keeps the backslash that shells need there.
            if DotenvValue.quoted(text).utf8.first == UInt8(ascii: "\"") {
                expected = text.replacing("$", with: "\\$").replacing("`", with: "\\`")
            }
            #expect(bytes.elementsEqual(expected.utf8), "\(text.debugDescription)")
            if expected == text { exact += 1 }
        }
        #expect(exact > texts.count / 2)
    }

    @Test(arguments: [RealShell.bash, .posixBash, .zsh, .dash])
    func `A shell that reads the file has what was given, and runs nothing`(shell: RealShell) async throws {
        let texts = OddStrings.make(1000, seed: 46)
        let file = texts.enumerated().map { "N\($0.offset)=\(DotenvValue.quoted($0.element))\n" }.joined()
        let print = texts.indices.map { "printf '%s\\0' \"$N\($0)\"\n" }.joined()
        let output = try await shell.run(file + print, in: folder)
        let read = output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        #expect(read.count == texts.count)
        for (bytes, text) in zip(read, texts) where !bytes.elementsEqual(text.utf8) {
            Issue.record("\(text.debugDescription) became \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
        #expect(try folder.names().filter { $0 == "pwned" }.isEmpty)
    }
}
