package import SystemKit

/// One provider of the AWS CLI's chain (<doc:CredentialProviders>, Order). The type says how it is found; a value is what a
/// profile, the environment or the machine says of it, each setting with its place, and tells all that follows from that.
///
/// A provider is a folder beside this file and a line in `ProviderOrder`. What it doesn't implement is as for a provider
/// that is asked at each use and keeps nothing. Only its `credentials` ask a service.
package protocol CredentialProvider: Sendable {
    // It doesn't refine `Hashable`: the tables of what conforms to a protocol of the standard library are made at run time.

    // MARK: How it is found

    /// As the AWS CLI names it.
    static var name: String { get }

    /// What variables alone give where nobody was named.
    static func fromEnvironment(_ environment: Environment) throws(Failure) -> CredentialOrigin?

    /// What a profile gives; its errors end the search.
    static func fromProfile(_ lookup: ProfileProviderLookup) throws(Failure) -> CredentialOrigin?

    /// What is left where neither gives anything.
    static func fromMachine(_ lookup: FallbackProviderLookup) throws(Failure) -> CredentialOrigin?

    /// The word by which a role's `credential_source` names it; nil for none.
    static var sourceName: String? { get }

    /// What a role's `credential_source` gives that names it.
    static func fromSourceName(_ lookup: CredentialSourceProviderLookup) throws(Failure) -> CredentialOrigin

    /// Whether the environment chooses it where no profile is there; that a machine may lend a role is no choice.
    static func isChosen(in context: RuntimeContext) throws(Failure) -> Bool

    /// The variable by which the environment names an identity, and which doesn't count beside a named profile.
    static var identityVariable: String? { get }

    /// What a person should know of that variable where another source is used.
    ///
    /// - Parameter name: what was named: a profile, or an account and role.
    static func notice(beside name: String, using source: CredentialOrigin, in environment: Environment) -> String?

    // MARK: How it is explained

    /// The keys of a profile that decide about it.
    static var settingKeys: [String] { get }

    /// Whether it has something to go by, and why not.
    static func condition(_ lookup: ProviderConditionInput) throws(Failure) -> ProviderCondition

    /// The variables that these settings are read from.
    ///
    /// - Parameter isProfileNamed: a profile was named by a word or a variable.
    func variables(isProfileNamed: Bool) -> [String]

    /// A file beside the two of the configuration that the settings stand in.
    func settingsFile(in environment: Environment) -> IdentityExplanation.SourceFile?

    /// What it goes by, by the names of AWS's own settings; never a secret.
    ///
    /// - Parameter isSource: a role is assumed with them.
    func shownSettings(isSource: Bool) -> KeyValuePairs<String, JSON?>

    /// The cache files that could serve in place of a question.
    func caches(in folders: CacheFolders, _ context: RuntimeContext) -> [ExplainedCache]

    // MARK: What the settings tell

    /// Whether the other is this provider with the same settings.
    func isEqual(to other: any CredentialProvider) -> Bool

    func hash(into hasher: inout Hasher)

    /// Whose credentials it is asked with; nil for a provider that needs none.
    var sourceCredentials: CredentialOrigin? { get }

    /// The setting that names those.
    var sourceReference: Setting? { get }

    /// The session whose token it is asked with.
    var ssoSession: SSOSession? { get }

    /// The account that the credentials are for, where the settings tell.
    var knownAccountID: String? { get }

    /// The role that the credentials are for, where the settings tell.
    var knownRoleName: String? { get }

    /// The part of AWS that the credentials are for, where the settings tell.
    var partition: Partition? { get }

    /// The credentials are a role's: a role that they assume lasts an hour at most (<doc:CredentialProviders>, Assumed
    /// roles).
    var isRole: Bool { get }

    /// The device whose code a person gives.
    var mfaSerial: Setting? { get }

    /// The file that proves who asks.
    var proofFile: Setting? { get }

    /// They come from the machine, which may not lend any: what is said then.
    var doubt: Failure? { get }

    /// The identity that is shown where no profile is used.
    static var titleWithoutProfile: String { get }

    /// Whether settings of a profile count.
    static var readsProfile: Bool { get }

    /// What a person should know of settings that were passed over.
    var remark: String? { get }

    /// Everything that tells these credentials from others, for the name of a file of awsx's own; no secret.
    var fingerprint: KeyValuePairs<String, JSON?> { get }

    // MARK: How they stand

    /// The file that keeps the credentials between runs; nil where nobody does.
    func file(in folders: CacheFolders) -> CredentialCacheFile?

    /// Seconds left under which the credentials are renewed; nil where they are asked for at each use, and only that tells
    /// whose they are.
    var renewalWindow: Int64? { get }

    /// The other files that how they stand follows from.
    func stateFiles(in folders: CacheFolders) -> [CredentialDependencyFile]

    /// When what the credentials live by ends, told from files.
    ///
    /// - Throws: `.fileUnreadable`, and what has no home folder.
    func ends(_ status: inout CredentialValidityReader) throws(Failure) -> Expirations

    /// What a person does where nothing else renews them; nil where no command does it.
    ///
    /// - Parameter profile: the one in use, which a login follows to the session behind it.
    func login(profile: String?) -> Hint?

    // MARK: Credentials

    /// The same with less power, as far as it can ask for that itself.
    ///
    /// - Throws: `.configInvalid` for what only a role that is assumed takes, where there is none.
    func scoped(by limits: RoleSessionRestrictions, profile: String?) throws(Failure) -> NarrowedSource

    /// The same as a source of a run that was narrowed, which leaves the AWS CLI's files alone.
    var inScopedRun: CredentialOrigin { get }

    /// The keys, where nobody has to be asked for them.
    var keys: Credentials? { get }

    /// The program that gives the credentials: it needs no service.
    var program: CredentialProcess? { get }

    /// The names of the plugins that are asked for the credentials.
    var plugins: [String] { get }

    /// What serves without a question: keys, or a cache file that a policy takes.
    ///
    /// - Throws: what `credentials(from:policy:)` would end in, where that is known by now.
    func atHand(
        _ policy: CredentialRenewalPolicy, in context: RuntimeContext, warn: (String) -> Void
    ) throws(Failure) -> Credentials?

    /// The credentials, asked for where that is needed.
    ///
    /// - Throws: `Failure`, and what a service throws.
    func credentials(from chain: ProviderChain, policy: CredentialRenewalPolicy) async throws -> Credentials

    /// The credentials for a run that was narrowed: in no file of the AWS CLI.
    func unkeptCredentials(from chain: ProviderChain) async throws -> Credentials
}

/// A source with less power.
package struct NarrowedSource: Sendable {
    package let source: CredentialOrigin
    /// What a person should know of it.
    package let remarks: [String]
    /// What is left to be narrowed once the credentials are there: a policy, a duration.
    package let rest: RoleSessionRestrictions

    package init(_ source: CredentialOrigin, remarks: [String] = [], rest: RoleSessionRestrictions = .init()) {
        self.source = source
        self.remarks = remarks
        self.rest = rest
    }
}

/// A file that how credentials stand follows from.
package struct CredentialDependencyFile: Sendable, Hashable {
    package let path: String
    /// The folder that its coming and going shows in; nil for one that isn't awsx's to watch.
    package let folder: String?

    package init(path: String, folder: String?) {
        self.path = path
        self.folder = folder
    }
}
