import SystemKit

/// awsx's own settings, `$XDG_CONFIG_HOME/awsx/config`, in the grammar of the AWS CLI's files: `[prompt]`, `[configure]`,
/// `[ecr]`, `[rule NAME]`, `[plugin NAME]` (which `ProviderPluginRules` reads), `[profile NAME]` and `[default]` for the
/// profiles that have no section of their own.
package struct AwsxConfig: Sendable {
    /// The template of the prompt segment, if `[prompt]` has one.
    package let format: String?
    /// How new profiles are named, if `[configure]` has a `name-template`.
    package let nameTemplate: Setting?
    private let sections: SharedConfig
    private let colours: [(profile: Glob, colour: Colour)]
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
        guard let path = path(context) else { return try AwsxConfig(parsing: [], path: "config") }
        let bytes = try translating(.fileUnreadable) { () throws(SystemFailure) in
            try context.files.read(path, limit: 1 << 20)
        }
        return try AwsxConfig(parsing: bytes ?? [], path: path)
    }

    package init(parsing bytes: [UInt8], path: String) throws(Failure) {
        // A credentials file's headers stand for themselves, which is what is wanted here.
        let sections = try SharedConfig.parse(
            config: nil, credentials: bytes, paths: ConfigPaths(config: nil, credentials: path))
        self.sections = sections
        format = sections.profile("prompt")?["format"]?.value
        nameTemplate = sections.profile("configure")?["name-template"]
        var colours: [(Glob, Colour)] = []
        for header in sections.profileNames where header.hasPrefix("rule ") {
            guard let rule = sections.profile(header), let colour = rule["colour"] else { continue }
            guard let known = Colour(colour.value) else {
                throw Failure(
                    .configInvalid, "\(colour.value) is not a colour", at: colour.location,
                    hint: "\(Colour.names.joined(separator: ", ")), or a number from 0 to 255")
            }
            colours.append((Glob(rule["profile"]?.value ?? "*"), known))
        }
        self.colours = colours
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

    /// The colour of the first rule that has one and matches, else the usual one.
    package func colour(of profile: String) -> Colour {
        colours.first { $0.profile.matches(profile) }?.colour ?? .usual(for: profile)
    }

    /// A setting of a section, by its key in lower case.
    package func setting(_ key: String, in section: String) -> Setting? { sections.profile(section)?[key] }

    /// What the first rule says that has a key and matches a profile.
    package func rule(_ key: String, of profile: String) -> Setting? {
        for header in sections.profileNames where header.hasPrefix("rule ") {
            guard let rule = sections.profile(header), let setting = rule[key], !setting.value.isEmpty else { continue }
            if Glob(rule["profile"]?.value ?? "*").matches(profile) { return setting }
        }
        return nil
    }
}
