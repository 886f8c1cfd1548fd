import Engine
import PluginKit
import ShellKit
import Synchronization
import SystemKit
import Terminal

/// Runs them: a few get credentials while others run, so that no place is empty while one waits for AWS.
final class EachRunner: Sendable {
    let program: String
    /// The command's name as it was typed.
    let title: String
    let runs: [AuthorizedEachRun]
    let arguments: EachArguments
    let service: OnlineCredentialService
    let report: EachReport
    /// Whether nothing more is to begin.
    private let isOver = Atomic(false)

    init(
        program: String, title: String, runs: [AuthorizedEachRun], arguments: EachArguments,
        service: OnlineCredentialService, report: EachReport
    ) {
        self.program = program
        self.title = title
        self.runs = runs
        self.arguments = arguments
        self.service = service
        self.report = report
    }

    /// Milliseconds from TERM to KILL for what is made to end.
    private static let grace: Int64 = 10_000

    /// Every run, in order.
    func run() async -> [FinishedRun] {
        let places = OrderedGate(arguments.jobs)
        // One at a time is in order.
        let preparing = OrderedGate(arguments.jobs == 1 ? 1 : 2 * arguments.jobs + 2, isStrict: true)
        let isFast = arguments.failFast
        return await Progress.during(
            title, total: runs.count, isQuiet: arguments.common.verbosity.isQuiet, in: service.context
        ) { progress in
            await withTaskGroup(of: FinishedRun.self) { group in
                for run in runs {
                    group.addTask { await self.one(run, places, preparing) }
                }
                var finished: [FinishedRun] = []
                for await result in group {
                    finished.append(result)
                    progress.advance()
                    self.report.finish(result)
                    if isFast, result.ending.isFailure { group.cancelAll() }
                }
                return finished.sorted { $0.run.number < $1.run.number }
            }
        }
    }

    private func one(_ run: AuthorizedEachRun, _ places: OrderedGate, _ preparing: OrderedGate) async -> FinishedRun {
        func finished(_ ending: FinishedRun.Ending, _ milliseconds: Int64 = 0) -> FinishedRun {
            FinishedRun(run: run.run, ending: ending, milliseconds: milliseconds)
        }
        do {
            try await preparing.enter(run.run.number)
        } catch {
            return finished(.skipped)
        }
        let prepared: PreparedRun
        do {
            prepared = try await prepare(run)
            try await places.enter(run.run.number)
        } catch {
            preparing.leave()
            if Task.isCancelled { return finished(.skipped) }
            return finished(.failed((error as? Failure) ?? Failure(.failed, "\(error)")))
        }
        preparing.leave()
        defer { places.leave() }
        if isOver.load(ordering: .acquiring) { return finished(.skipped) }
        let ending = await ending(of: run.run, prepared)
        // Told before the next one has the place.
        if arguments.failFast, ending.0.isFailure { isOver.store(true, ordering: .releasing) }
        return finished(ending.0, ending.milliseconds)
    }

    /// Runs the command.
    private func ending(
        of run: PlannedRun, _ prepared: PreparedRun
    ) async -> (FinishedRun.Ending, milliseconds: Int64) {
        do {
            let environment = try await environment(of: prepared)
            let output = try report.output(of: run)
            let start = SuspendingClock.now
            let status = try await StreamedProcess.collect(
                program, words: prepared.words, environment: environment,
                grace: Self.grace, receive: output.take)
            if let failure = output.end() { return (.failed(failure), 0) }
            return (
                Task.isCancelled && status != 0 ? .ended(status) : .exited(status),
                (SuspendingClock.now - start).milliseconds
            )
        } catch let failure as Failure {
            return (.failed(failure), 0)
        } catch is CancellationError {
            return (.skipped, 0)
        } catch let failure as SystemFailure {
            return (.failed(Failure(.notExecutable, failure)), 0)
        } catch {
            return (.failed(Failure(.failed, "\(error)")), 0)
        }
    }

    /// What a run needs to begin.
    private struct PreparedRun: Sendable {
        let words: [[UInt8]]
        let identity: ResolvedIdentity
        let authorized: AuthorizedRun
        /// What hooks add to the environment.
        let additions: [(name: String, value: String)]
        let credentials: Credentials
        let preparedAt: Instant
    }

    /// Seconds after which a run that waited for its place looks at its credentials again.
    private static let longWait: Int64 = 60

    private func prepare(_ run: AuthorizedEachRun) async throws -> PreparedRun {
        let target = try run.run.target.get()
        guard let authorized = run.authorized, let identity = run.identity else {
            throw Failure(.failed, "this run was not allowed")
        }
        let additions = try await hooks.tell(.preExec, HookSubject(identity, command: program.lastPathName))
        return PreparedRun(
            words: target.words.map { Array($0.utf8) }, identity: identity, authorized: authorized,
            additions: additions, credentials: try await credentials(identity, authorized),
            preparedAt: service.context.clock.now())
    }

    /// The command's environment, with credentials that are fresh now; and its line of the log.
    private func environment(of prepared: PreparedRun) async throws -> Environment {
        let outer = service.context.environment
        var credentials = prepared.credentials
        if service.context.clock.now().seconds(since: prepared.preparedAt) > Self.longWait {
            credentials = try await self.credentials(prepared.identity, prepared.authorized)
        }
        prepared.authorized.record(credentials, of: prepared.identity, command: program.lastPathName)
        var inner = EnvironmentChange(prepared.identity, credentials, outer: outer).applied(to: outer)
        for (name, value) in prepared.additions { inner.set(name, value) }
        inner.set(EnvironmentKey.awsxDepth, String(EnvironmentChange.depth(in: outer) + 1))
        return inner
    }

    /// Milliseconds to wait where AWS has too much to do, beyond what each request waits itself.
    private static let pauses: [Int64] = [1000, 2000, 4000, 8000, 16_000]

    private func credentials(_ identity: ResolvedIdentity, _ run: AuthorizedRun) async throws -> Credentials {
        let policy = CredentialRenewalPolicy(typedMinimum: run.minimum(typed: nil))
        for pause in Self.pauses {
            do {
                return try await service.credentials(identity, policy: policy, login: .never)
            } catch let failure as Failure where failure.status == .temporary || failure.status == .unavailable {
                let jitter = service.context.random.fraction() * Double(pause)
                try await service.context.clock.sleep(pause / 2 + Int64(jitter))
            } catch let failure as Failure {
                throw run.explaining(failure)
            }
        }
        return try await service.credentials(identity, policy: policy, login: .never)
    }

    private var hooks: HookRun {
        HookRun(
            service.context, plugins: InstalledAnsweringPlugins(service.context),
            say: { [report] in report.remark($0) }, warn: { [report] in report.warn($0) })
    }
}
