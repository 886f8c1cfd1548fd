import SystemKit

/// The HOME of a command under the sandbox, and the other files of the run.
struct SandboxHome: Sendable {
    let home: String
    let dataPath: String

    /// Makes a throw-away HOME, or uses a given one, whose `~/.aws/config` is kept if it has one.
    /// `login` is the session of the profile `console`; nil if it could not be begun.
    init(
        folder: TemporaryFolder,
        given: String?,
        state: SandboxConfiguration,
        url: String,
        standby: StandbyRegion? = nil,
        login: LoginCacheFile?
    ) throws(SystemFailure) {
        home = given ?? "\(folder.path)/home"
        dataPath = "\(folder.path)/models"
        let files = LocalFiles()
        try files.createFolder(home, mode: 0o700)
        try files.createFolder("\(home)/.aws", mode: 0o700)
        try files.createFolder("\(home)/.run", mode: 0o700)
        let config = "\(home)/.aws/config"
        if try files.status(config) == nil {
            let text = AWSConfigFile(state: state, home: home, standby: standby)
            try files.write(Array(text.text.utf8), to: config, .secret)
            if let script = text.providers.processScript {
                try files.write(Array(script.utf8), to: "\(home)/\(ProviderProfiles.processFile)", .secret)
            }
            if let standby {
                try files.createFolder("\(home)/.config/awsx", mode: 0o700)
                try files.write(Array(standby.ownConfig.utf8), to: "\(home)/.config/awsx/config", .secret)
            }
            if let identity = state.webIdentities.first {
                try files.write(Array(identity.token.utf8), to: "\(home)/\(ProviderProfiles.tokenFile)", .secret)
            }
            if let login {
                let cache = "\(home)/.aws/login/cache"
                try files.createFolder("\(home)/.aws/login", mode: 0o700)
                try files.createFolder(cache, mode: 0o700)
                try files.write(Array(login.text.utf8), to: "\(cache)/\(login.name)", .secret)
            }
        }
        try RedirectedEndpointRuleSets(url: url).write(to: dataPath)
    }
}
