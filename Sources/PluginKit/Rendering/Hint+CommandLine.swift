package import Engine

extension Hint {
    /// The sentence as a person reads it.
    package var words: String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .action(let action): action.commandLine
            }
        }.joined()
    }
}

extension Hint.Action {
    /// The line to type: the one table of what the engine's hints are on the command line.
    package var commandLine: String {
        switch self {
        case .listProfiles: "awsx profiles"
        case .listRoles(let session): "awsx accounts" + option("--session", session)
        case .login(let profile?, _, let manner): "awsx login" + word(profile) + flag(manner)
        case .login(nil, let session?, let manner): "awsx login" + option("--session", session) + flag(manner)
        case .login(nil, nil, let manner): "awsx login PROFILE" + flag(manner)
        case .loginToConsole(let profile): "awsx login --console" + (profile.map { word($0) } ?? " NAME")
        case .callerIdentity(let profile): "awsx whoami" + word(profile)
        case .callerIdentityWithCode(let profile): "awsx whoami" + word(profile) + " --mfa-code CODE"
        case .explain(let profile): "awsx explain" + word(profile)
        case .printToken(let session): "awsx token" + option("--session", session)
        case .listScopes: "awsx scope list"
        case .showScope(let name): "awsx scope show" + (name.map { word($0) } ?? " NAME")
        case .run(let profile?): "awsx exec" + option("-p", profile) + " -- COMMAND"
        case .run(nil): "awsx exec -p PROFILE"
        case .runAsRole: "awsx exec --session S --account 123456789012 --role R -- COMMAND"
        case .configureProfile(let name): "awsx configure sso" + option("--profile", name)
        case .configureSession: "awsx configure sso-session"
        case .trySandbox: "awsx sandbox shell"
        case .showConfiguration: "awsx config dump"
        case .examine: "awsx doctor"
        case .load(let part, let shell, let file):
            "echo '\(loadingLine(part, shell))' >> \(DisplayedCommandWord.quoted(file))"
        }
    }

    private func loadingLine(_ part: Hint.LoadedPart, _ shell: DetectedShell.Name) -> String {
        let command =
            switch part {
            case .initialisation: "init"
            case .completion: "completion"
            }
        return switch shell {
        case .fish: "awsx \(command) fish | source"
        case .bash, .zsh: "eval \"$(awsx \(command) \(shell.rawValue))\""
        }
    }

    private func flag(_ manner: Hint.LoginManner) -> String {
        switch manner {
        case .usual: ""
        case .anew: " --force"
        case .deviceCode: " --use-device-code"
        }
    }

    private func word(_ text: String?) -> String { text.map { " \(DisplayedCommandWord.quoted($0))" } ?? "" }

    private func option(_ name: String, _ value: String?) -> String {
        value.map { " \(name) \(DisplayedCommandWord.quoted($0))" } ?? ""
    }
}
