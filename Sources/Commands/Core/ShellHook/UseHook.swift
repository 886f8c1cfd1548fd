import Engine
import PluginKit
import ShellKit
import SystemKit

/// Decides what `use` and `unuse` change in a shell.
struct UseHook {
    /// The profile that `use -` goes back to, as the shell keeps it.
    struct Past {
        /// Empty: nothing was used before. `=NAME`: that profile. `=`: no profile at all.
        let profile: String
        let region: String
    }

    private let context: RuntimeContext
    private let shell: KnownShell
    private let past: Past

    init(_ context: RuntimeContext, _ shell: KnownShell, _ past: Past) {
        self.context = context
        self.shell = shell
        self.past = past
    }

    /// Every variable that `use` may set or put aside.
    static let names = EnvironmentKey.identity + regionNames
    private static let regionNames = [
        EnvironmentKey.region, EnvironmentKey.defaultRegion, EnvironmentKey.awsxRegionSet,
    ]

    /// What names somebody by itself, and so goes on doing so if it is not of `use` in this shell: inherited from the
    /// shell before `exec bash`, set in the shell's file, or typed.
    private static let naming = [
        EnvironmentKey.profile, EnvironmentKey.defaultProfile, EnvironmentKey.accessKeyID,
        EnvironmentKey.webIdentityTokenFile,
    ]

    func unuse() -> [ShellStatement] {
        var statements: [ShellStatement] = []
        for name in Self.naming where context.environment.text(name) != nil {
            let line = "awsx: \(name) is unchanged, because awsx use did not set it in this shell; to unset it: "
            statements.append(.tell(line + shell.removal(of: name), unlessOurs: name))
        }
        statements.append(.giveBack(Self.names, of: .use))
        return statements + remembering
    }

    func use(_ asked: UseRequest) throws -> [ShellStatement] {
        let output = Output(isJSON: false, asked.verbosity, in: context)
        var service = try CredentialService(context)
        service.isVerbose = output.isVerbose
        service.reason = UseArguments.name
        let named = asked.profile
        let picked = named == nil && !service.config.profileNames.isEmpty ? try service.pickProfile(for: "use") : nil
        guard let wanted = named ?? picked else { throw unnamed(service.config) }
        var name = wanted
        var region = asked.region
        if wanted == "-" {
            guard past.profile.hasPrefix("=") else {
                throw Failure(.usage, "this shell has no previous profile", hint: "awsx use PROFILE")
            }
            name = String(past.profile.dropFirst())
            if region == nil, !past.region.isEmpty { region = past.region }
            if name.isEmpty {
                let isDefault = service.config.profile("default").map { !$0.isEmpty } ?? false
                output.remark(
                    isDefault
                        ? "AWS_PROFILE is unset: profile default is used, unless keys are set"
                        : "AWS_PROFILE is unset: no profile is selected")
                return unuse()
            }
        }
        var isPicked = named == nil
        if wanted == named, service.config.profile(name) == nil, context.hasPerson {
            if let only = onlyMatch(name, service.config) {
                output.remark("\(only) is the only profile whose name contains \(DisplayedCommandWord.quoted(name))")
                name = only
            } else if let picked = try service.pickProfile(for: "use", query: name) {
                name = picked
                isPicked = true
            }
        }
        let typed = IdentityRequest(
            profile: name, isProfileWord: asked.isProfileWord, region: region, scopes: asked.scopes)
        let (run, identity, request) = try service.authorize(
            RequestedRun(.use, reason: asked.reason), try service.resolver.resolve(typed), typed,
            narrows: asked.exportsKeys)
        _ = try service.hooks(output).ask(.preUse, HookSubject(identity))
        if let typed = asked.region, let doubt = KnownRegion.doubt(typed) { output.warn(doubt) }
        if asked.login {
            _ = try service.ask(.token(request, login: run.login(isForbidden: false, otherwise: .never)))
        }
        // What is picked was noted by the picker.
        if !isPicked { Frecency.note(name, in: context) }
        let keys = asked.exportsKeys ? try self.keys(identity, request, run, service, warn: output.warn) : nil
        let statements = keys.map { exporting($0, identity) } ?? naming(name, region: region)
        try tell(identity, name, region, keys, service, on: output)
        return statements
    }

    /// The one profile that has the word in its name; nil for none and for several.
    private func onlyMatch(_ word: String, _ config: SharedConfig) -> String? {
        let names = SimilarNames.holding(word, among: config.profileNames)
        return names.count == 1 ? names[0] : nil
    }

    private func naming(_ name: String, region: String?) -> [ShellStatement] {
        let set: [ShellStatement] = [
            .take(EnvironmentKey.identity, for: .use), .export(EnvironmentKey.profile, name, as: .use),
        ]
        return remembering + set + setting(region)
    }

    private func keys(
        _ identity: ResolvedIdentity, _ request: IdentityRequest, _ run: AuthorizedRun, _ service: CredentialService,
        warn: (String) -> Void
    ) throws(Failure) -> Credentials {
        do throws(Failure) {
            let keys = try service.credentials(
                identity, request, policy: CredentialRenewalPolicy(typedMinimum: run.minimum(typed: nil)),
                login: run.login(isForbidden: false, otherwise: .never), warn: warn)
            run.record(keys, of: identity)
            return keys
        } catch {
            throw run.explaining(error)
        }
    }

    private func exporting(_ credentials: Credentials, _ identity: ResolvedIdentity) -> [ShellStatement] {
        let change = EnvironmentChange(identity, credentials, outer: context.environment)
        return remembering + [.take(Self.names, for: .use)]
            + change.settings.map { .export($0.name, $0.value, as: .use) }
    }

    /// A typed region is set; one that was typed for the profile before is taken back, as is the mark of an outer exec.
    private func setting(_ region: String?) -> [ShellStatement] {
        let outer = context.environment.text(EnvironmentKey.awsxRegionSet)
        let isOuter = outer != nil && outer == context.environment.text(EnvironmentKey.region)
        guard let region else {
            return isOuter
                ? [.take(Self.regionNames, for: .use)]
                : [.giveBack(Self.regionNames, of: .use), .assign("_awsx_region", "")]
        }
        return [
            .take(Self.regionNames, for: .use), .export(EnvironmentKey.region, region, as: .use),
            .export(EnvironmentKey.defaultRegion, region, as: .use), .assign("_awsx_region", region),
        ]
    }

    /// What `use -` will go back to: what is in use now.
    private var remembering: [ShellStatement] {
        let present = context.environment.text(EnvironmentKey.profile) ?? ""
        return [.assign("_awsx_previous", "=\(present)"), .copyRegion]
    }

    private func tell(
        _ identity: ResolvedIdentity, _ name: String, _ region: String?, _ keys: Credentials?,
        _ service: CredentialService, on output: Output
    ) throws(Failure) {
        let who = identity.source.accountAndRole.map { " (\($0))" } ?? ""
        let region = region.map { ", \($0)" } ?? ""
        let set = keys.map { keys in
            let left = keys.expiration.map { ", \(TimeLeft(until: $0, from: context.clock.now()).text) left" } ?? ""
            return "; its keys are set in this shell\(left)"
        }
        let aside = asideNames
        output.remark(
            "\(name)\(who)\(region)\(set ?? "")"
                + (aside.isEmpty ? "" : "; removed until awsx unuse: \(aside.joined(separator: " "))"))
        if let doubt = identity.doubt { throw doubt }
        guard keys == nil else { return }
        var files = CredentialValidityReader(context)
        if let login = files.login(for: identity.source, profile: name) {
            output.remark("login needed: \(login.words)")
        }
    }

    /// What is set that would name somebody else. A profile that `use` replaces is no leftover.
    private var asideNames: [String] {
        EnvironmentKey.identity.filter { name in
            name != EnvironmentKey.profile && context.environment[name] != nil && !name.hasPrefix("AWSX_")
        }
    }

    private func unnamed(_ config: SharedConfig) -> Failure {
        let names = config.profileNames
        guard !names.isEmpty else {
            return .nothingConfigured(config.paths)
        }
        let list = names.map { "\n  \(TerminalSafe.text($0))" }.joined()
        context.streams.error.write("awsx: which profile?\(list)\n")
        return Failure(.usage, "awsx use needs a profile", hint: "awsx use PROFILE")
    }
}
