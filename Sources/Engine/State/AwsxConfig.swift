import SystemKit

/// awsx's own settings, `$XDG_CONFIG_HOME/awsx/config`, in the grammar of the AWS CLI's files: `[prompt]`, `[configure]`,
/// `[ecr]`, `[rule NAME]` and `[agent]` (which `RuleSet` reads to the last key), `[scope NAME]`
/// (which `UserScope` reads), `[plugin NAME]` (which
/// `ProviderPluginRules` reads), `[session NAME]` (which `SessionSettings` reads), `[profile NAME]` and `[default]` for the profiles that have no section of their own.
///
/// Of rules it reads what is a matter of taste, and passes over what can't be understood: a prompt never fails.
package struct AwsxConfig: Sendable {
    /// The template of the prompt segment, if `[prompt]` has one.
    package let format: String?
    /// How new profiles are named, if `[configure]` has a `name-template`.
    package let nameTemplate: Setting?
    private let sections: SharedConfig
    private let mfaProcesses: [String: Setting]

    package static func path(_ context: RuntimeContext) -> String? { path(context.environment, home: context.home) }

    static func path(_ environment: Environment, home: String?) -> String? {
        // The XDG specification has relative paths ignored.
        if let base = environment.text(EnvironmentKey.xdgConfigHome), base.hasPrefix("/") {
            return "\(base)/awsx/config"
        }
        return home.map { "\($0)/.config/awsx/config" }
    }

    /// Reads the file; one that is absent is empty.
    package static func load(_ context: RuntimeContext) throws(Failure) -> AwsxConfig {
        guard let own = try OwnConfigText.load(path(context), files: context.files) else {
            return try AwsxConfig(parsing: [], path: "config")
        }
        return try AwsxConfig(parsing: own.bytes, path: own.path)
    }

    package init(parsing bytes: [UInt8], path: String) throws(Failure) {
        // A credentials file's headers stand for themselves, which is what is wanted here.
        let sections = try SharedConfig.parse(
            config: nil, credentials: bytes, paths: ConfigPaths(config: nil, credentials: path))
        self.sections = sections
        format = sections.profile("prompt")?["format"]?.value
        nameTemplate = sections.profile("configure")?["name-template"]
        var mfaProcesses: [String: Setting] = [:]
        for header in sections.profileNames where header == "default" || header.hasPrefix("profile ") {
            mfaProcesses[header] = sections.profile(header)?["mfa_process"]
        }
        self.mfaProcesses = mfaProcesses
    }

    /// The command line of the program that prints the MFA codes of a profile; an empty one means none.
    package func mfaProcess(of profile: String) -> Setting? {
        (mfaProcesses["profile \(profile)"] ?? mfaProcesses["default"]).flatMap { $0.value.isEmpty ? nil : $0 }
    }

    /// The command line that tells a person that a sign-in comes to its end; nil for none.
    package var notify: Setting? { setting("notify", in: "default").flatMap { $0.value.isEmpty ? nil : $0 } }

    /// The colour of the first rule that has one and fits, else the usual one.
    package func colour(of subject: RunSubject) -> Colour {
        let ruled = fitting(subject) { $0["colour"].flatMap { Colour($0.value) } }
        return ruled ?? .usual(for: subject.profile ?? "")
    }

    /// A setting of a section, by its key in lower case.
    package func setting(_ key: String, in section: String) -> Setting? { sections.profile(section)?[key] }

    /// The headers of all sections, as they stand.
    package var sectionNames: [String] { sections.profileNames }

    /// The keys of a section in their order; nil where there is none.
    package func entries(of section: String) -> [(key: String, setting: Setting)]? {
        sections.profile(section)?.settings
    }

    /// What the first rule says that has a key and fits.
    package func rule(_ key: String, of subject: RunSubject) -> Setting? {
        fitting(subject) { $0[key].flatMap { $0.value.isEmpty ? nil : $0 } }
    }

    private func fitting<Value>(_ subject: RunSubject, _ value: (ConfigSectionReader) -> Value?) -> Value? {
        for header in sections.profileNames where header.hasPrefix(Rule.prefix) {
            guard let section = sections.profile(header)?.credentialsSection else { continue }
            let reader = ConfigSectionReader(section, ownersHint: nil)
            guard let value = value(reader), let conditions = try? RuleConditions(reader),
                conditions.outcome(for: subject) == .met
            else { continue }
            return value
        }
        return nil
    }
}
