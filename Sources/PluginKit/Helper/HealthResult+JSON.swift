package import Engine

extension HealthResult {
    /// As the helper tells it.
    package var json: JSON {
        switch outcome {
        case .answered(let status, let isService, let secondsAhead):
            .object([
                "url": .string(url), "proxy": proxy.map(JSON.string), "status": .integer(Int64(status)),
                "service": .bool(isService), "seconds_ahead": secondsAhead.map(JSON.integer),
            ])
        case .failed(let failure, let isUntrusted):
            .object([
                "url": .string(url), "proxy": proxy.map(JSON.string), "message": .string(failure.message),
                "hint": failure.hint.map { .string($0.words) }, "untrusted": .bool(isUntrusted),
            ])
        }
    }

    package init?(_ json: JSON) {
        guard let url = json["url"]?.string else { return nil }
        let outcome: Outcome
        if let message = json["message"]?.string {
            outcome = .failed(
                Failure(.unreachable, message, at: .url(url), hint: json["hint"]?.string),
                isUntrusted: json["untrusted"]?.bool ?? false)
        } else if let status = json["status"]?.integer {
            outcome = .answered(
                status: Int(status), isService: json["service"]?.bool ?? false,
                secondsAhead: json["seconds_ahead"]?.integer)
        } else {
            return nil
        }
        self.init(url: url, proxy: json["proxy"]?.string, outcome: outcome)
    }
}
