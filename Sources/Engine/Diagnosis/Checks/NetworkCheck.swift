/// Whether AWS can be reached, and has the same time as this machine.
package enum NetworkCheck: Check {
    static let skew = Diagnosis.Code(
        "clock-skew", .network, .warning,
        "this machine's clock differs from AWS's by a minute or more; an error from five minutes")
    static let unreachable = Diagnosis.Code(
        "host-unreachable", .network, .error, "a host needed to sign in does not answer")
    static let proxy = Diagnosis.Code(
        "proxy-unreachable", .network, .error, "a host does not answer through the configured proxy")
    static let untrusted = Diagnosis.Code(
        "certificate-untrusted", .network, .error, "a host's certificate is not trusted")
    static let notAWS = Diagnosis.Code(
        "host-not-aws", .network, .warning,
        "something else answers instead of AWS, such as a network's sign-in page")
    static let settings = Diagnosis.Code(
        "network-settings-invalid", .network, .error, "a proxy, CA bundle or timeout setting is invalid")
    static let connect = Diagnosis.Code(
        "connect-missing", .network, .error, "awsx-connect can't be started, so awsx can't reach AWS")

    package static let codes = [skew, unreachable, proxy, untrusted, notAWS, settings, connect]

    /// Seconds from which a difference is told, and from which AWS refuses signatures.
    private static let tolerance: Int64 = 60
    private static let limit: Int64 = 300

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        switch input.health {
        case nil: return []
        case .impossible(let failure)? where failure.code == .configInvalid:
            return [Diagnosis(settings, failure, hint: "unset or correct the setting")]
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
                "this machine's clock is \(span) \(least.seconds > 0 ? "behind" : "ahead of") AWS's\(isError ? "; AWS rejects requests signed with it" : "")",
                at: .url(least.url), hint: "sudo timedatectl set-ntp true, or set the clock by hand",
                severity: isError ? .error : .warning)
        ]
    }

    private static func told(_ result: HealthResult) -> Diagnosis? {
        switch result.outcome {
        case .answered(_, true, _): return nil
        case .answered(let status, false, _):
            return Diagnosis(
                notAWS, "the response is not from AWS (HTTP \(status)); it may be this network's sign-in page",
                at: .url(result.url), hint: "open http://example.com in a browser, and check the endpoint settings")
        case .failed(let failure, true): return Diagnosis(untrusted, failure, hint: "also check the clock")
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
                hint: failure.hint ?? "list hosts that need no proxy in no_proxy")
        }
    }
}
