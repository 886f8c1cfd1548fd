import Engine
import PluginKit
import SystemKit
import Wire

/// Asks hosts for nothing but an answer: whether they are there, and what time they have.
struct HealthCheck: Sendable {
    let context: RuntimeContext
    let observer: RequestObserver

    /// Asks all at once; the order is the targets'.
    ///
    /// - Throws: `.configInvalid` for a proxy, CA bundle or timeout that is none.
    func results(of targets: [HealthTarget], within milliseconds: Int64) async throws -> [HealthResult] {
        var found: [String: HealthResult] = [:]
        var bundles: [Setting?] = []
        for target in targets where !bundles.contains(target.caBundle) { bundles.append(target.caBundle) }
        // Without a session there is nobody to ask, but the settings can be wrong all the same.
        for bundle in bundles.isEmpty ? [nil] : bundles {
            let settings = try NetworkSettings.resolve(
                environment: context.environment, files: context.files, caBundle: bundle)
            let own = targets.filter { $0.caBundle == bundle }
            try await LiveTransport.with(settings) { live in
                let transport = ObservedTransport(base: live, observer: observer, clock: context.clock)
                await withTaskGroup(of: HealthResult.self) { group in
                    for target in own {
                        group.addTask { await ask(target, transport, settings, milliseconds) }
                    }
                    for await result in group { found[result.url] = result }
                }
            }
        }
        return targets.compactMap { found[$0.url] }
    }

    private func ask(
        _ target: HealthTarget, _ transport: any HTTPTransport, _ settings: NetworkSettings, _ milliseconds: Int64
    ) async -> HealthResult {
        let proxy = WebAddress(target.url).flatMap { settings.proxies.proxy(for: $0) }
        let variable: String? = if case .variable(let name)? = proxy?.location { name } else { nil }
        // Cancelled, it counts as too late.
        let outcome = try? await context.clock.within(milliseconds) { await exchange(target, transport) }
        let late = Failure(
            .unreachable, "no answer within \(TimeLeft(seconds: max(1, milliseconds / 1000)).text)",
            at: .url(target.url))
        return HealthResult(url: target.url, proxy: variable, outcome: outcome ?? .failed(late, isUntrusted: false))
    }

    private func exchange(_ target: HealthTarget, _ transport: any HTTPTransport) async -> HealthResult.Outcome {
        let began = context.clock.now()
        do {
            let response = try await transport.send(
                HTTPRequest("GET", "\(target.url)/", headers: [HTTPField("User-Agent", "awsx/\(Version.text)")]))
            // The header has whole seconds, rounded down.
            let ours = (began.milliseconds + context.clock.now().milliseconds) / 2
            let ahead = response.date.map { ($0.milliseconds + 500 - ours) / 1000 }
            return .answered(status: response.status, isService: isService(response), secondsAhead: ahead)
        } catch {
            return .failed(error.failure, isUntrusted: error.kind == .untrusted)
        }
    }

    /// The services answer whatever is asked with JSON or XML, and lead nobody away; a network's sign-in page does.
    private func isService(_ response: HTTPResponse) -> Bool {
        guard !(300..<400).contains(response.status), response.status != 511 else { return false }
        return response.headers["content-type"]?.lowercased().hasPrefix("text/html") != true
    }
}
