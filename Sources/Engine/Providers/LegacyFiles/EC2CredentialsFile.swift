package import SystemKit

/// Keys in the file of `AWS_CREDENTIAL_FILE`, of the EC2 tools: lines of `AWSAccessKeyId=…` and `AWSSecretKey=…`.
package struct EC2CredentialsFile: KeysProvider, Hashable {
    package static let name = "ec2-credentials-file"
    private static let variable = EnvironmentKey.credentialFile

    package let file: LegacyCredentialsFile

    package var held: Credentials { file.keys }

    package static func fromMachine(_ lookup: MachineLookup) throws(Failure) -> CredentialSource? {
        try load(lookup.context).map { CredentialSource(EC2CredentialsFile(file: $0)) }
    }

    package static func isChosen(in context: RuntimeContext) throws(Failure) -> Bool { try load(context) != nil }

    package static func condition(_ lookup: ConditionLookup) throws(Failure) -> ProviderCondition {
        let isSet = lookup.environment[variable] != nil
        let absence = isSet ? "the file of \(variable) has no AWSAccessKeyId" : "\(variable) is not set"
        do throws(Failure) {
            let trigger = try load(lookup.context).map { "AWSAccessKeyId (\($0.location))" }
            return ProviderCondition(trigger: trigger, absence: absence)
        } catch {
            return ProviderCondition(trigger: isSet ? variable : "~/.boto or /etc/boto.cfg", absence: error.message)
        }
    }

    package func settingsFile(in environment: Environment) -> IdentityExplanation.SourceFile? {
        file.settingsFile(Self.name, Self.variable, in: environment)
    }

    /// Nil where the variable isn't set, or its file names no access key.
    ///
    /// - Throws: `.partialCredentials` for half a pair; `.fileUnreadable` for a file that isn't there or can't be read.
    private static func load(_ context: RuntimeContext) throws(Failure) -> LegacyCredentialsFile? {
        try LegacyCredentialsFile(try find(context))
    }

    private static func find(_ context: RuntimeContext) throws(Failure) -> LegacyCredentialsFile.Found? {
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

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
