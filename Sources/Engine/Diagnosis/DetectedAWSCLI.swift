/// What the `aws` of `PATH` says of itself.
package struct DetectedAWSCLI: Sendable, Hashable {
    package let path: String
    package let answer: Answer

    package enum Answer: Sendable, Hashable {
        case version(Version)
        /// Something else was said, or nothing in time.
        case unclear(String)
    }

    package struct Version: Sendable, Hashable, Comparable, CustomStringConvertible {
        let major: Int
        let minor: Int
        let patch: Int

        package init(_ major: Int, _ minor: Int, _ patch: Int) {
            self.major = major
            self.minor = minor
            self.patch = patch
        }

        package static func < (left: Version, right: Version) -> Bool {
            (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
        }

        package var description: String { "\(major).\(minor).\(patch)" }
    }

    package init(path: String, answer: Answer) {
        self.path = path
        self.answer = answer
    }

    /// - Parameter said: such as `aws-cli/2.36.7 Python/3.13.4 Linux/6.1 exe/x86_64.debian.12`; nil for nothing in time.
    package init(path: String, said: String?) {
        self.init(path: path, answer: Self.answer(said))
    }

    private static func answer(_ said: String?) -> Answer {
        guard let said else { return .unclear("no answer in time") }
        let mark = "aws-cli/"
        for word in said.split(whereSeparator: \.isWhitespace) where word.hasPrefix(mark) {
            let numbers = word.dropFirst(mark.count).split(separator: ".").map { part in
                Int(part.prefix { ("0"..."9").contains($0) })
            }
            if numbers.count >= 2, let major = numbers[0], let minor = numbers[1] {
                return .version(Version(major, minor, numbers.count > 2 ? numbers[2] ?? 0 : 0))
            }
        }
        let line = said.split(separator: "\n").first.map(String.init) ?? ""
        return .unclear(line.isEmpty ? "it printed nothing" : "it printed \"\(line.prefix(80))\"")
    }
}
