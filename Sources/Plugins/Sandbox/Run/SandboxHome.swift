import SystemKit

/// The HOME of a command under the sandbox, and the other files of the run.
struct SandboxHome: Sendable {
    let home: String
    let dataPath: String

    /// Makes a throw-away HOME, or uses a given one, whose `~/.aws/config` is kept if it has one.
    init(folder: TemporaryFolder, given: String?, state: SandboxState, url: String) throws(SystemFailure) {

        home = given ?? "\(folder.path)/home"
        dataPath = "\(folder.path)/models"
        let files = LocalFiles()
        try files.createFolder(home, mode: 0o700)
        try files.createFolder("\(home)/.aws", mode: 0o700)
        try files.createFolder("\(home)/.run", mode: 0o700)
        let config = "\(home)/.aws/config"
        if try files.status(config) == nil {
            try files.write(Array(AWSConfigFile(state: state).text.utf8), to: config, .secret)
        }
        try EndpointRules(url: url).write(to: dataPath)
    }
}
