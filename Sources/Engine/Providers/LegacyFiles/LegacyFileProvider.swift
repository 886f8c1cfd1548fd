package import SystemKit

/// A provider of keys that stand in a file of the tools before the AWS CLI, which a variable may name.
package protocol LegacyFileProvider: StaticKeysProvider {
    init(file: LegacyFileKeys)
    var file: LegacyFileKeys { get }

    /// The variable that names the file.
    static var variable: String { get }

    /// What the file calls an access key.
    static var keyName: String { get }

    /// Where the variable is not set: the files that are read, and that they hold nothing.
    static var withoutVariable: (files: String, absence: String) { get }

    /// What the file holds; nil where there is none, or it names no access key.
    ///
    /// - Throws: what keeps the file from being read.
    static func find(_ context: RuntimeContext) throws(Failure) -> LegacyFileKeys.Found?
}

extension LegacyFileProvider {
    package var held: Credentials { file.keys }

    package static func fromMachine(_ lookup: FallbackProviderLookup) throws(Failure) -> CredentialOrigin? {
        try load(lookup.context).map { CredentialOrigin(Self(file: $0)) }
    }

    package static func isChosen(in context: RuntimeContext) throws(Failure) -> Bool { try load(context) != nil }

    package static func condition(_ lookup: ProviderConditionInput) throws(Failure) -> ProviderCondition {
        let isSet = lookup.environment[variable] != nil
        let absence = isSet ? "the file in \(variable) has no \(keyName)" : withoutVariable.absence
        do throws(Failure) {
            let trigger = try load(lookup.context).map { "\(keyName) (\($0.location))" }
            return ProviderCondition(trigger: trigger, absence: absence)
        } catch {
            return ProviderCondition(trigger: isSet ? variable : withoutVariable.files, absence: error.message)
        }
    }

    package func settingsFile(in environment: Environment) -> IdentityExplanation.SourceFile? {
        guard case .file(let path, line: _) = file.location else { return nil }
        let variable = environment[Self.variable] == nil ? nil : Self.variable
        return .init(path: path, kind: Self.name, isThere: true, variable: variable)
    }

    /// - Throws: what `find` does; `.partialCredentials` for half a pair.
    private static func load(_ context: RuntimeContext) throws(Failure) -> LegacyFileKeys? {
        try LegacyFileKeys(try find(context))
    }
}
