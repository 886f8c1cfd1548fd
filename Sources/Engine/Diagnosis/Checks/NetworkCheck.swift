/// Whether AWS can be reached, and has the same time as this machine.
package enum NetworkCheck: Check {
    static let skew = Diagnosis.Code(
        "clock-skew", .network, .warning,
        "this machine's clock differs from AWS's by a minute or more; from five on an error")
    static let unreachable = Diagnosis.Code(
        "host-unreachable", .network, .error, "a host that sign-ins need doesn't answer")
    static let proxy = Diagnosis.Code(
        "proxy-unreachable", .network, .error, "a host doesn't answer through the proxy that a variable names")
    static let untrusted = Diagnosis.Code(
        "certificate-untrusted", .network, .error, "a host's certificate is not trusted")
    static let notAWS = Diagnosis.Code(
        "host-not-aws", .network, .warning,
        "something else answers for a host of AWS, such as a sign-in page of a network")
    static let settings = Diagnosis.Code(
        "network-settings-invalid", .network, .error, "a proxy, a CA bundle or a timeout is set to what is none")
    static let connect = Diagnosis.Code(
        "connect-missing", .network, .error, "awsx-connect can't be started, so nothing can be asked of AWS")

    package static let codes = [skew, unreachable, proxy, untrusted, notAWS, settings, connect]

    /// Seconds from which a difference is told, and from which AWS refuses signatures.
    private static let tolerance: Int64 = 60
    private static let limit: Int64 = 300

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        switch input.health {
        case nil: return []
        case .impossible(let failure)? where failure.code == .configInvalid:
            return [Diagnosis(settings, failure, hint: "unset what is named, or set it right")]
        case .impossible(let failure)?:
            return [Diagnosis(connect, failure, hint: "install awsx again: shell/install")]
        case .asked(let results)?: return skew(results) + results.compactMap(told)
        }
    }

    /// One clock is one finding: the host that is nearest to it speaks for all.
    private static func skew(_ results: [HealthResult]) -> [Diagnosis] {
        let differences = results.compactMap { result -> (url: String, seconds: Int64)? in
            guard case .answered(_, true, let seconds?) = result.outcome else { return nil }
            return (result.url, seconds)
        }
        guard let least = differences.min(by: { $0.seconds.magnitude < $1.seconds.magnitude }),
            least.seconds.magnitude >= tolerance
        else { return [] }
        let span = TimeLeft(seconds: Int64(clamping: least.seconds.magnitude)).text
        let isError = least.seconds.magnitude >= limit
        return [
            Diagnosis(
                skew,
                "this machine's clock is \(span) \(least.seconds > 0 ? "behind" : "ahead of") AWS's\(isError ? "; AWS refuses what is signed by it" : "")",
                at: .url(least.url), hint: "sudo timedatectl set-ntp true, or set the clock by hand",
                severity: isError ? .error : .warning)
        ]
    }

    private static func told(_ result: HealthResult) -> Diagnosis? {
        switch result.outcome {
        case .answered(_, true, _): return nil
        case .answered(let status, false, _):
            return Diagnosis(
                notAWS, "what answers is no service of AWS (HTTP \(status)): perhaps a page to sign in to this network",
                at: .url(result.url), hint: "open http://example.com in a browser, and look at the endpoint settings")
        case .failed(let failure, true): return Diagnosis(untrusted, failure, hint: "check the clock, too")
        case .failed(let failure, false):
            guard let variable = result.proxy else {
                // Who reads this has asked doctor already.
                let own = failure.hint.flatMap { $0 == Failure.doctorHint ? nil : $0 }
                return Diagnosis(
                    unreachable, failure.message, at: failure.location,
                    hint: own ?? "check the network and the region or endpoint: \(run: .showConfiguration)")
            }
            return Diagnosis(
                proxy, "\(result.url): \(failure.message)", at: .variable(variable),
                hint: failure.hint ?? "no_proxy lists hosts that need none")
        }
    }
}
