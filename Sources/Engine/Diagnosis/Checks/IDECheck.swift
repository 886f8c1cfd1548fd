import SystemKit

/// Profiles that the AWS Toolkits of editors can't use, or sign in to by themselves; only where one is installed
/// (<doc:OtherTools>, AWS Toolkits).
package enum IDECheck: Check {
    static let loginSession = Diagnosis.Code(
        "toolkit-login-session", .tools, .warning,
        "a profile with login_session, which an AWS Toolkit that is installed can't use")
    static let refresh = Diagnosis.Code(
        "toolkit-needs-refresh", .tools, .warning,
        "a session's token has no refresh token, and an AWS Toolkit that is installed refuses it")
    static let login = Diagnosis.Code(
        "toolkit-own-login", .tools, .note,
        "an AWS Toolkit is installed, which needs its own sign-in and ignores those of other tools")

    package static let codes = [loginSession, refresh, login]

    /// VS Code's took profiles with `login_session` from 3.91 on, and such that were renewed elsewhere from 3.94 on.
    private static let firstWithLoginSessions = ReleaseNumber(3, 94, 0)
    /// It refused token files without a refresh token in one release.
    private static let refusingWithoutRefresh = ReleaseNumber(3, 39, 0)..<ReleaseNumber(3, 40, 0)

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        guard !input.toolkits.isEmpty else { return [] }
        let twins = TwinProfiles(input)
        return loginSessions(input, twins) + unrefreshable(input, twins) + ownLogin(input, twins)
    }

    private static func loginSessions(_ input: DoctorInput, _ twins: TwinProfiles) -> [Diagnosis] {
        let unable = input.toolkits.first { toolkit in
            switch toolkit.editor {
            case .jetBrains: true
            case .visualStudioCode(let release): release.map { $0 < firstWithLoginSessions } ?? false
            }
        }
        guard let unable else { return [] }
        return CappedFindings.single(of: input.profiles) { profile in
            guard let setting = profile["login_session"], !twins.exist(of: profile.name) else { return nil }
            return Diagnosis(
                loginSession,
                "profile \(profile.name) has login_session, which the AWS Toolkit in \(unable.path) can't use",
                at: setting.location, hint: twins.advice(for: profile), plainProfile: twins.keys(for: profile))
        }
    }

    private static func unrefreshable(_ input: DoctorInput, _ twins: TwinProfiles) -> [Diagnosis] {
        let refusing = input.toolkits.first { toolkit in
            guard case .visualStudioCode(let release?) = toolkit.editor else { return false }
            return refusingWithoutRefresh.contains(release)
        }
        guard let refusing, let home = input.home else { return [] }
        let folders = CacheFolders(home: home)
        let tokens = Dictionary(input.inventory.cacheFiles.map { ($0.path, $0.content) }) { first, _ in first }
        return CappedFindings.single(of: ConfiguredSession.all(in: input.config)) { configured in
            let path = folders.token(configured.session)
            guard case .token(let token)? = tokens[path], token.refreshToken == nil,
                let profile = configured.profiles.first(where: { !twins.exist(of: $0.name) })
            else { return nil }
            return Diagnosis(
                refresh,
                "the token of \(configured.session.title) has no refresh token, and the AWS Toolkit in \(refusing.path) refuses such files",
                at: .file(path, line: nil),
                hint: "update the Toolkit to 3.40 or later, or \(twins.advice(for: profile))",
                plainProfile: twins.keys(for: profile))
        }
    }

    /// Once, with the profile that is active as the example.
    private static func ownLogin(_ input: DoctorInput, _ twins: TwinProfiles) -> [Diagnosis] {
        let profiles = ConfiguredSession.all(in: input.config).flatMap(\.profiles).filter {
            $0["sso_account_id"] != nil
        }
        guard let toolkit = input.toolkits.first, !profiles.contains(where: { twins.exist(of: $0.name) }),
            let example = profiles.first(where: { $0.name == input.activeProfile?.name }) ?? profiles.first
        else { return [] }
        return [
            Diagnosis(
                login,
                """
                this AWS Toolkit needs its own sign-in for Identity Center profiles, even if awsx or the AWS CLI is \
                signed in
                """,
                at: .file(toolkit.path, line: nil), hint: twins.advice(for: example),
                plainProfile: twins.keys(for: example))
        ]
    }
}

/// Profiles that ask awsx for another profile's credentials, as those that are there and as those that would help.
private struct TwinProfiles {
    private let names: Set<String>
    private let served: Set<String>
    private let program: String

    init(_ input: DoctorInput) {
        names = Set(input.config.profileNames)
        served = Set(input.profiles.compactMap { $0["credential_process"]?.value }.compactMap(Self.served))
        program = input.program
    }

    /// The profile whose credentials a `credential_process` gives by way of awsx.
    private static func served(by command: String) -> String? {
        guard let words = try? ShellWords.split(command), words.first?.lastPathName == "awsx",
            let index = words.firstIndex(of: "credential-process")
        else { return nil }
        let rest = words.dropFirst(index + 1)
        for (word, next) in zip(rest, Array(rest.dropFirst()) + [""]) {
            if word == "--profile" || word == "-p" { return next }
            if word.hasPrefix("--profile=") { return String(word.dropFirst("--profile=".count)) }
        }
        return rest.first { !$0.hasPrefix("-") } ?? "default"
    }

    func exist(of profile: String) -> Bool { served.contains(profile) }

    func keys(for profile: Profile) -> [Diagnosis.PlainKey] {
        let words = [program, "credential-process", profile.name].map(DisplayedCommandWord.quoted)
        let region = profile["region"].map { Diagnosis.PlainKey(key: "region", value: $0.value) }
        return [.init(key: "credential_process", value: words.joined(separator: " "))] + (region.map { [$0] } ?? [])
    }

    func advice(for profile: Profile) -> Hint {
        let wanted = "\(profile.name)-ide"
        // A profile of that name that is something else stays what it is.
        let name = names.contains(wanted) ? "\(wanted)-awsx" : wanted
        let keys = keys(for: profile).map { "\($0.key) = \($0.value)" }.joined(separator: "; ")
        return
            """
            add a profile that gets its credentials from awsx, and choose it in the editor: [profile \
            \(DisplayedCommandWord.quoted(name))] with \(keys)
            """
    }
}
