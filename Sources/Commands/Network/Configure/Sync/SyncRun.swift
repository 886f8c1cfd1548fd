import Engine
import PluginKit
import SystemKit
import Terminal

/// One run of `awsx configure sync`: asks AWS, compares, shows, asks, writes.
struct SyncRun {
    let arguments: SyncArguments
    let context: RuntimeContext
    let output: Output
    let conversation: (any Conversation)?

    func run() async throws -> Int32 {
        let choice = try arguments.choice(try AwsxConfig.load(context))
        let service = try OnlineCredentialService(context, observer: RequestObserver(output), warn: output.warn)
        // What can't be edited in the end isn't worth a minute of requests.
        let file = try ConfigFileEditor(context)
        _ = try file.load()
        var sessions: [DiscoveredSession] = []
        for (session, profile) in try chosenSessions(service) {
            sessions.append(
                try await SignedInRoleDiscovery(service: service, output: output, isFresh: arguments.fresh).run(
                    session, profile))
        }
        let found = sessions
        for pattern in choice.idlePatterns(for: found.flatMap(\.roles)) {
            output.warn("the pattern \(DisplayedCommandWord.quoted(pattern)) matches no profile, account or role")
        }
        let plan = { text in SyncPlan(found, choice, isPruning: arguments.prune, in: text) }
        var diff = SyncDiff(
            plan: plan(try file.load()), path: file.path,
            deniedAccounts: sessions.flatMap { session in session.deniedAccounts.map { (session.name, $0) } },
            regions: arguments.region, isWhole: arguments.common.verbose, columns: output.streams.output.columns)
        if arguments.json.isOn {
            if arguments.plan { try output.show(diff) }
        } else {
            let text = output.text(of: diff)
            if !Pager(context).show(text) { try output.streams.output.print(text) }
            try Task.checkCancellation()
        }
        if let remark = diff.regionRemark { output.remark(remark) }
        for remark in diff.remarks { output.warn(remark) }
        diff.isWritten = try await write(diff.plan, plan, to: file)
        if arguments.json.isOn, !arguments.plan { try output.show(diff) }
        return diff.plan.isComplete && diff.deniedAccounts.isEmpty
            ? ExitStatus.done.rawValue : ExitStatus.failure.rawValue
    }

    private func chosenSessions(_ service: OnlineCredentialService) throws -> [(session: SSOSession, profile: Profile?)]
    {
        let resolver = SessionResolver(config: service.config)
        guard !arguments.all else {
            let names = service.config.sessionNames
            guard !names.isEmpty else { return [(try resolver.only(named: nil), nil)] }
            return try names.map { (try resolver.named($0, by: .argument("--all")), nil) }
        }
        guard arguments.session.isEmpty else {
            var seen: Set<String> = []
            return try arguments.session.filter { seen.insert($0).inserted }.map { (try resolver.only(named: $0), nil) }
        }
        let choice = try SessionChoice(config: service.config, context: context).resolve(profile: nil, session: nil)
        guard choice.session.name != nil else {
            throw Failure(
                .configInvalid, "\(choice.session.startURL) has no [sso-session] section",
                at: choice.session.location, hint: "awsx configure sso-session")
        }
        return [choice]
    }

    /// Writes the plan if that was asked for or is agreed to.
    ///
    /// - Returns: nil if it was only shown.
    private func write(
        _ shown: SyncPlan, _ plan: (ConfigText) -> SyncPlan, to file: ConfigFileEditor
    ) async throws -> Bool? {
        guard !arguments.plan, !shown.isEmpty else { return nil }
        if !arguments.yes {
            if let conversation {
                guard try await conversation.confirm("Write this to \(TerminalSafe.text(file.path))?") else {
                    output.remark("nothing was written")
                    return nil
                }
            } else if !arguments.apply {
                output.remark("this is only a plan; to write it, use --apply")
                return nil
            } else if !shown.removals.isEmpty {
                throw Failure(
                    .usage,
                    "\(shown.removals.count) profiles would be removed: confirmation is required without a terminal",
                    hint: "add --yes, or omit --prune")
            }
        }
        let change = try await file.edit { text in
            let now = plan(text)
            guard now == shown else {
                throw Failure(
                    .failed,
                    "the config file changed after the plan was shown, so nothing was written",
                    at: .file(file.path, line: nil), hint: "run awsx configure sync again")
            }
            return now.edits
        }
        if let backup = change.backup { output.remark("written; the previous version is \(backup)") }
        if case .inPlace = change.manner { output.remark("\(file.path) can't be replaced, so it was written in place") }
        return change.isWritten
    }
}
