package import SystemKit

/// Keys in the section `Credentials` of `BOTO_CONFIG`, else `/etc/boto.cfg`, else `~/.boto`.
package struct BotoConfig: KeysProvider, Hashable {
    package static let name = "boto-config"
    private static let variable = EnvironmentKey.botoConfig

    package let file: LegacyCredentialsFile

    package var held: Credentials { file.keys }

    package static func fromMachine(_ lookup: MachineLookup) throws(Failure) -> CredentialSource? {
        try load(lookup.context).map { CredentialSource(BotoConfig(file: $0)) }
    }

    package static func isChosen(in context: RuntimeContext) throws(Failure) -> Bool { try load(context) != nil }

    package static func condition(_ lookup: ConditionLookup) throws(Failure) -> ProviderCondition {
        let isSet = lookup.environment[variable] != nil
        let absence =
            isSet
            ? "the file of \(variable) has no aws_access_key_id"
            : "\(variable) is not set, and /etc/boto.cfg and ~/.boto have no aws_access_key_id"
        do throws(Failure) {
            let trigger = try load(lookup.context).map { "aws_access_key_id (\($0.location))" }
            return ProviderCondition(trigger: trigger, absence: absence)
        } catch {
            return ProviderCondition(trigger: isSet ? variable : "~/.boto or /etc/boto.cfg", absence: error.message)
        }
    }

    package func settingsFile(in environment: Environment) -> IdentityExplanation.SourceFile? {
        file.settingsFile(Self.name, Self.variable, in: environment)
    }

    /// Nil where no file names an access key; a folder in its place and one that may not be read are passed over, as botocore
    /// does.
    ///
    /// - Throws: `.partialCredentials` for half a pair; `.configUnparsable`.
    private static func load(_ context: RuntimeContext) throws(Failure) -> LegacyCredentialsFile? {
        try LegacyCredentialsFile(try find(context))
    }

    private static func find(_ context: RuntimeContext) throws(Failure) -> LegacyCredentialsFile.Found? {
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
}
