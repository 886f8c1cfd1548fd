import Engine
import SystemKit
import SystemPackage
import TestSupport

/// A machine as doctor may find it: files in a temporary home, variables, and what was asked elsewhere.
struct SetUp: Sendable {
    var config: String = good
    var credentials: String?
    var variables: KeyValuePairs<String, String> = [:]
    /// Variables that are there twice.
    var copies: KeyValuePairs<String, String> = [:]
    /// More files under the home.
    var prepare: @Sendable (TestHome) throws -> Void = { _ in }
    /// Paths, by their ends, that belong to this user.
    var owners: [String: UInt32] = [:]
    var userID = effectiveUserID
    var health: HealthCheckOutcome?
    /// What it said; `.some(nil)` for nothing in time, nil for an `aws` that isn't there.
    var awsCLI: String??
    var isPersonThere = false
    var home = true
    /// Programs that are in `PATH`.
    var programs: Set<String> = []

    /// A configuration that nothing is wrong with.
    static let good = """
        [sso-session corp]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = eu-west-1
        sso_registration_scopes = sso:account:access

        [default]
        sso_session = corp
        sso_account_id = 111111111111
        sso_role_name = Admin
        region = eu-west-1
        """

    /// The same and more.
    static func with(
        _ more: String, credentials: String? = nil, programs: Set<String> = []
    ) -> SetUp {
        SetUp(config: "\(good)\n\(more)\n", credentials: credentials, programs: programs)
    }

    static func variables(_ variables: KeyValuePairs<String, String>) -> SetUp { SetUp(variables: variables) }

    static func files(_ prepare: @escaping @Sendable (TestHome) throws -> Void) -> SetUp { SetUp(prepare: prepare) }

    /// Everything that doctor finds there.
    func examine() throws -> [Diagnosis] {
        let home = try TestHome()
        try home.folder.put(config, at: ".aws/config")
        home.folder.setMode(0o755, of: ".aws")
        if let credentials { try home.folder.put(credentials, at: ".aws/credentials") }
        for name in programs { try home.folder.put("#!/bin/sh\n", at: "bin/\(name)", mode: 0o755) }
        try prepare(home)
        var environment = Environment([:])
        environment.set("PATH", "\(home.path)/bin")
        for (name, value) in variables { environment.set(name, value.replacing("HOME/", with: "\(home.path)/")) }
        for (name, value) in copies {
            environment = Environment(
                blocks: environment.blocks + Array(repeating: Array("\(name)=\(value)".utf8), count: 2))
        }
        let context = RuntimeContext(
            environment: environment, clock: home.clock.clock, files: OwnedFiles(owners: owners),
            random: .seeded(1), home: self.home ? home.path : nil, streams: home.said.streams,
            siteConfig: SiteConfigFile(path: "\(home.path)/etc/awsx/config", owner: effectiveUserID))
        var input = DoctorInput.load(
            context, userID: userID, isPersonThere: isPersonThere, prefixes: ["\(home.path)/prefix"],
            editions: [.bash: "now", .zsh: "now", .fish: "now"])
        input.health = health
        if let awsCLI { input.awsCLI = DetectedAWSCLI(path: "/usr/bin/aws", said: awsCLI) }
        return Checks.examine(input)
    }
}

/// A set-up with one thing wrong, and one without it.
struct DoctorCase: Sendable, CustomStringConvertible {
    let code: String
    /// What else comes with it.
    var also: Set<String> = []
    /// What else the one without it has.
    var cleanAlso: Set<String> = []
    let faulty: SetUp
    let clean: SetUp

    init(
        _ code: String, also: Set<String> = [], _ faulty: SetUp, clean: SetUp = SetUp(), cleanAlso: Set<String> = []
    ) {
        self.code = code
        self.also = also
        self.cleanAlso = cleanAlso
        self.faulty = faulty
        self.clean = clean
    }

    var description: String { code }
}

/// The machine's files, some of which belong to somebody else.
private struct OwnedFiles: FileSystem {
    let base = LocalFiles()
    let owners: [String: UInt32]

    func status(_ path: String) throws(SystemFailure) -> FileStatus? {
        guard let status = try base.status(path) else { return nil }
        guard let owner = owners.filter({ path.hasSuffix($0.key) }).max(by: { $0.key.count < $1.key.count })?.value
        else { return status }
        return FileStatus(
            kind: status.kind, mode: status.mode, owner: owner, group: status.group, size: status.size,
            modified: status.modified)
    }

    func link(_ path: String) throws(SystemFailure) -> SymbolicLink? { try base.link(path) }

    func read(_ path: String, limit: Int) throws(SystemFailure) -> [UInt8]? {
        if path.hasSuffix("/unreadable") { throw SystemFailure("read", path, .permissionDenied) }
        return try base.read(path, limit: limit)
    }
    func list(_ folder: String) throws(SystemFailure) -> [String]? { try base.list(folder) }
    func write(_ bytes: [UInt8], to path: String, _ privacy: FilePrivacy) throws(SystemFailure) -> WriteMethod {
        throw SystemFailure("write", path, .readOnlyFileSystem)
    }
    func remove(_ path: String) throws(SystemFailure) -> Bool {
        throw SystemFailure("remove", path, .readOnlyFileSystem)
    }
    func createFolder(_ path: String, mode: UInt16) throws(SystemFailure) {
        throw SystemFailure("create", path, .readOnlyFileSystem)
    }
}
