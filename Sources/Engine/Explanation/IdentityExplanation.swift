import SystemKit

/// Why a command acts as whom it does: everything that was read, what counts of it, and what was passed over.
package struct IdentityExplanation: Sendable {
    /// A file that the configuration is read from.
    package struct SourceFile: Sendable, Hashable {
        package let path: String
        /// `config`, `credentials`, or the provider whose keys stand in the file of an older tool.
        package let kind: String
        package let isThere: Bool
        /// What says that it is this file; nil for the usual place.
        package let variable: String?

        package init(path: String, kind: String, isThere: Bool, variable: String?) {
            self.path = path
            self.kind = kind
            self.isThere = isThere
            self.variable = variable
        }
    }

    /// Where a service is called.
    package struct ServiceEndpoint: Sendable, Hashable {
        package let id: String
        /// Nil where no setting gives one, and the region's rule counts.
        package let url: Setting?
    }

    /// Who was asked for by word; nil where nobody was.
    package let profile: Setting?
    /// The profile that counts, also where none was asked for and `default` serves; nil where none does.
    package let profileInUse: String?
    /// What an outer `awsx exec` calls the keys that are used; nil where others are.
    package let execLabels: ExecLabels?
    /// What they are narrowed to, a label as well; for all others what was asked for.
    package let scope: String?
    package let files: [SourceFile]
    package let settings: [ExplainedSetting]
    package let providers: [ExplainedProvider]
    /// What the credentials would come from; nil where that can't be told.
    package let source: CredentialOrigin?
    /// How long files say that it serves; nil where that can't be told.
    package let ends: Expirations?
    /// What a person does first; nil where nothing is to be done.
    package let login: Hint?
    package let caches: [ExplainedCache]
    package let endpoint: ServiceEndpoint?
    /// Whether the machine may be asked for its region (<doc:ProfileSettings>, Region).
    let mayAskMachine: Bool
    package let warnings: [ConfigWarning]
    package let notices: [String]
    /// Why no credentials could come of it.
    package let fault: Failure?

    /// The region that the command works in.
    package var region: ExplainedSetting? { settings.first { $0.section == "command" && $0.key == "region" } }

    /// Whether the machine is asked for its region once one is needed, as no setting names any.
    package var asksMachineForRegion: Bool { mayAskMachine && region == nil }

    /// - Parameter service: the id of a service whose endpoint is asked for.
    package static func of(
        _ request: IdentityRequest, service: String?, in context: RuntimeContext, providers: ProviderOrder = .awsCLI
    ) -> IdentityExplanation {
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        let files = sourceFiles(paths, context.files)
        do throws(Failure) {
            let config = try SharedConfig.load(paths, files: context.files)
            return Explainer(
                request: request, service: service, context: context, config: config, files: files,
                providers: providers
            ).explanation()
        } catch {
            return IdentityExplanation(
                profile: nil, profileInUse: nil, execLabels: nil, scope: nil, files: files, settings: [], providers: [],
                source: nil, ends: nil, login: nil,
                caches: [], endpoint: nil,
                mayAskMachine: false, warnings: [], notices: [], fault: error)
        }
    }

    private static func sourceFiles(_ paths: ConfigPaths, _ files: any FileSystem) -> [SourceFile] {
        [(paths.config, paths.configOrigin, "config"), (paths.credentials, paths.credentialsOrigin, "credentials")]
            .compactMap { path, origin, kind in
                guard let path else { return nil }
                let variable: String? = if case .variable(let name)? = origin { name } else { nil }
                return SourceFile(
                    path: path, kind: kind, isThere: (try? files.status(path)) != nil, variable: variable)
            }
    }
}

/// Puts the parts together.
struct Explainer {
    let request: IdentityRequest
    let service: String?
    let context: RuntimeContext
    let config: SharedConfig
    let files: [IdentityExplanation.SourceFile]
    let providers: ProviderOrder

    private var resolver: IdentityResolver {
        IdentityResolver(context: context, config: config, providers: providers)
    }

    func explanation() -> IdentityExplanation {
        let chosen = resolver.selectedProfile(request)
        let profile = config.profile(chosen?.name ?? "default")
        var identity: ResolvedIdentity?
        var fault: Failure?
        do throws(Failure) { identity = try resolver.resolve(request) } catch { fault = error }
        var endpoint: IdentityExplanation.ServiceEndpoint?
        do throws(Failure) { endpoint = try serviceEndpoint(profile) } catch { fault = fault ?? error }
        let settings = SettingsExplainer(
            context: context, config: config, request: request, chosen: chosen, profile: profile,
            source: identity?.source.unscoped, providers: providers)
        let explained = ProvidersExplainer(
            providers: providers, lookup: ProviderConditionInput(context: context, chosen: chosen, profile: profile),
            source: identity?.source.unscoped, fault: fault)
        var standing = CredentialValidityReader(context)
        return IdentityExplanation(
            profile: chosen.map { Setting(value: $0.name, location: $0.location) },
            profileInUse: chosen?.name ?? identity?.profile?.name,
            execLabels: identity.flatMap { ExecLabels.of($0.source, in: context.environment) },
            scope: identity.flatMap { $0.scope ?? ExecLabels.scope(of: $0.source, in: context.environment) },
            files: files + [identity?.source.provider.settingsFile(in: context.environment)].compactMap(\.self),
            settings: settings.all(), providers: explained.all(), source: identity?.source,
            ends: identity.flatMap { try? standing.ends(of: $0.source) },
            login: identity.flatMap { standing.login(for: $0.source, profile: $0.profile?.name) },
            caches: identity.map { ExplainedCache.all(of: $0.source, in: context) } ?? [], endpoint: endpoint,
            mayAskMachine: !InstanceMetadataSettings.isOff(in: context.environment),
            warnings: profile.map { config.warnings(touching: $0.name) } ?? [], notices: identity?.notices ?? [],
            fault: fault)
    }

    private func serviceEndpoint(_ profile: Profile?) throws(Failure) -> IdentityExplanation.ServiceEndpoint? {
        guard let service else { return nil }
        let settings = EndpointSettings(environment: context.environment, config: config, profile: profile)
        guard let url = try settings.configuredURL(ofServiceID: service) else { return .init(id: service, url: nil) }
        let address = try Endpoint.checked(url, of: AWSService(id: service))
        return .init(id: service, url: Setting(value: address, location: url.location))
    }
}
