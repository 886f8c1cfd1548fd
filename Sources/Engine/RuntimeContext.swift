package import SystemKit

/// Everything that the engine may know of the outside, handed down from the executable; nothing reads a global.
package struct RuntimeContext: Sendable {
    package let environment: Environment
    package let clock: WallClock
    package let files: any FileSystem
    package let random: Randomness
    /// The user's home folder: `HOME`, else the passwd entry; nil if there is neither.
    package let home: String?
    package let streams: StandardStreams
    /// Where the machine's administrator has a say.
    package let siteConfig: SiteConfigFile

    package init(
        environment: Environment, clock: WallClock, files: any FileSystem, random: Randomness, home: String?,
        streams: StandardStreams, siteConfig: SiteConfigFile = .ofMachine
    ) {
        self.environment = environment
        self.clock = clock
        self.files = files
        self.random = random
        self.home = home
        self.streams = streams
        self.siteConfig = siteConfig
    }

    /// The same with another environment.
    package func with(environment: Environment) -> RuntimeContext {
        RuntimeContext(
            environment: environment, clock: clock, files: files, random: random, home: home, streams: streams,
            siteConfig: siteConfig)
    }

    /// What the terminal can do, if one is there.
    package var terminal: TerminalCapabilities { TerminalCapabilities(environment) }
}
