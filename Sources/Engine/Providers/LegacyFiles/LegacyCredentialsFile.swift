import SystemKit

/// Keys in a file of the tools before the AWS CLI, which every profile that holds nothing falls back to
/// (<doc:CredentialProviders>, Order).
package struct LegacyCredentialsFile: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// `AWS_CREDENTIAL_FILE`, of the EC2 tools: lines of `AWSAccessKeyId=…` and `AWSSecretKey=…`.
        case ec2 = "ec2-credentials-file"
        /// `BOTO_CONFIG`, else `/etc/boto.cfg`, else `~/.boto`: keys in the section `Credentials`.
        case boto = "boto-config"

        /// What names the file.
        var variable: String {
            switch self {
            case .ec2: EnvironmentKey.credentialFile
            case .boto: EnvironmentKey.botoConfig
            }
        }
    }

    package let kind: Kind
    package let keys: Credentials
    /// Where the access key stands.
    package let location: SourceLocation

    /// The first of the two that holds keys; nil where neither does.
    package static func load(_ context: RuntimeContext) throws(Failure) -> LegacyCredentialsFile? {
        if let file = try load(.ec2, context) { return file }
        return try load(.boto, context)
    }

    /// Nil where there is no such file, or it names no access key. A folder in the place of boto's file and one that
    /// may not be read are passed over as botocore does.
    /// Throws: `.partialCredentials` for half a pair; `.fileUnreadable` for what `AWS_CREDENTIAL_FILE` names and that
    /// isn't there or can't be read; `.configUnparsable`.
    static func load(_ kind: Kind, _ context: RuntimeContext) throws(Failure) -> LegacyCredentialsFile? {
        let found =
            switch kind {
            case .ec2: try ec2(context)
            case .boto: try boto(context)
            }
        guard let found else { return nil }
        guard let secret = found.secret else {
            throw Failure(
                .partialCredentials, "there is an access key without \(found.secretName)", at: found.key.location,
                hint: "add \(found.secretName) beside it, or remove the access key")
        }
        let keys = Credentials(
            accessKeyID: found.key.value, secretAccessKey: Secret(secret), sessionToken: nil, expiration: nil,
            accountID: nil)
        return LegacyCredentialsFile(kind: kind, keys: keys, location: found.key.location)
    }

    private typealias Found = (key: Setting, secret: String?, secretName: String)

    private static func ec2(_ context: RuntimeContext) throws(Failure) -> Found? {
        guard let chosen = context.environment[EnvironmentKey.credentialFile] else { return nil }
        let path = PathExpansion(environment: context.environment, home: context.home).expandHome(chosen)
        // A device, which reads as empty.
        if path == "/dev/null" { return nil }
        guard let bytes = try SharedConfig.read(path, context.files) else {
            throw Failure(
                .fileUnreadable, "\(EnvironmentKey.credentialFile) names a file that isn't there: \(path)",
                at: .variable(EnvironmentKey.credentialFile), hint: "unset \(EnvironmentKey.credentialFile)")
        }
        var key: Setting?
        var secret: String?
        let lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() {
            guard let sign = line.firstIndex(of: "=") else { continue }
            let value = trimmed(line[line.index(after: sign)...])
            switch trimmed(line[..<sign]) {
            case "AWSAccessKeyId": key = Setting(value: value, location: .file(path, line: number + 1))
            case "AWSSecretKey": secret = value
            default: break
            }
        }
        return key.map { ($0, secret, "AWSSecretKey") }
    }

    private static func boto(_ context: RuntimeContext) throws(Failure) -> Found? {
        let expansion = PathExpansion(environment: context.environment, home: context.home)
        let paths = context.environment[EnvironmentKey.botoConfig].map { [$0] } ?? ["/etc/boto.cfg", "~/.boto"]
        for path in paths.map(expansion.expand) where !path.isEmpty {
            guard let bytes = try readable(path, context.files) else { continue }
            let document = try ConfigScanner.scan(bytes, path: path, role: .credentials)
            guard let number = document.section(.verbatim, "Credentials") else { continue }
            let section = ConfigSection(document: document, number: number)
            guard let key = section["aws_access_key_id"] else { continue }
            return (key, section["aws_secret_access_key"]?.value, "aws_secret_access_key")
        }
        return nil
    }

    private static func readable(_ path: String, _ files: any FileSystem) throws(Failure) -> [UInt8]? {
        do {
            return try SharedConfig.read(path, files)
        } catch  where error.code == .fileUnreadable {
            return nil
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
