import SystemKit

/// Keys in the file of `AWS_CREDENTIAL_FILE`, of the EC2 tools: lines of `AWSAccessKeyId=…` and `AWSSecretKey=…`.
package struct EC2CredentialsFile: LegacyFileProvider, Hashable {
    package static let name = "ec2-credentials-file"
    package static let variable = EnvironmentKey.credentialFile
    package static let keyName = "AWSAccessKeyId"
    package static var withoutVariable: (files: String, absence: String) { ("none", "\(variable) is not set") }

    package let file: LegacyFileKeys

    package init(file: LegacyFileKeys) { self.file = file }

    /// - Throws: `.fileUnreadable` for a file that isn't there or can't be read.
    package static func find(_ context: RuntimeContext) throws(Failure) -> LegacyFileKeys.Found? {
        guard let chosen = context.environment[variable] else { return nil }
        let path = PathExpansion(environment: context.environment, home: context.home).expandHome(chosen)
        // A device, which reads as empty.
        if path == "/dev/null" { return nil }
        guard let bytes = try SharedConfig.read(path, context.files) else {
            throw Failure(
                .fileUnreadable, "\(variable) points to a file that does not exist: \(path)",
                at: .variable(variable), hint: "unset \(variable)")
        }
        var key: Setting?
        var secret: String?
        let lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() {
            guard let sign = line.firstIndex(of: "=") else { continue }
            let value = trimmed(line[line.index(after: sign)...])
            switch trimmed(line[..<sign]) {
            case keyName: key = Setting(value: value, location: .file(path, line: number + 1))
            case "AWSSecretKey": secret = value
            default: break
            }
        }
        return key.map { ($0, secret, "AWSSecretKey") }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
