/// What the `aws` of `PATH` says of itself.
package struct DetectedAWSCLI: Sendable, Hashable {
    package let path: String
    package let answer: Answer

    package enum Answer: Sendable, Hashable {
        case version(ReleaseNumber)
        /// Something else was said, or nothing in time.
        case unclear(String)
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
            if let version = ReleaseNumber(word.dropFirst(mark.count)) { return .version(version) }
        }
        let line = said.split(separator: "\n").first.map(String.init) ?? ""
        return .unclear(line.isEmpty ? "it printed nothing" : "it printed \"\(line.prefix(80))\"")
    }
}
