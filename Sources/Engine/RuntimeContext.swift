package import SystemKit

/// Everything that the engine may know of the outside, handed down from the executable; nothing reads a global.
package struct RuntimeContext: Sendable {
    package private(set) var environment: Environment
    package let clock: WallClock
    package let files: any FileSystem
    package let random: Randomness
    /// The user's home folder: `HOME`, else the passwd entry; nil if there is neither.
    package let home: String?
    package let streams: StandardStreams
    /// Where the machine's administrator has a say.
    package let siteConfig: SiteConfigFile
    /// The folder that this process works in; nil where it can't be told.
    package let currentFolder: @Sendable () -> String?
    private var run: RunIDSource

    package init(
        environment: Environment, clock: WallClock, files: any FileSystem, random: Randomness, home: String?,
        streams: StandardStreams, siteConfig: SiteConfigFile = .ofMachine,
        currentFolder: @escaping @Sendable () -> String? = { nil }
    ) {
        self.environment = environment
        self.clock = clock
        self.files = files
        self.random = random
        self.home = home
        self.streams = streams
        self.siteConfig = siteConfig
        self.currentFolder = currentFolder
        run = RunIDSource()
    }

    /// The same with another environment.
    package func with(environment: Environment) -> RuntimeContext {
        var other = self
        other.environment = environment
        return other
    }

    /// The same as a part of a run that another process began.
    package func with(runID: RunID) -> RuntimeContext {
        var other = self
        other.run = RunIDSource(runID)
        return other
    }

    /// Names this run, the same wherever it is asked for.
    package var runID: RunID { run.id(random) }

    /// The agent that runs this process, as its marks tell; nil where a person or a script does.
    package var agent: DetectedAgent? { DetectedAgent.find(environment, isOnTerminal: streams.hasPerson, files) }

    /// Somebody is at the terminal who may be asked, and it is no agent's.
    package var hasPerson: Bool { streams.hasPerson && agent == nil }

    /// What the terminal can do, if one is there.
    package var terminal: TerminalCapabilities { TerminalCapabilities(environment) }
}
