package import SystemKit

/// How long one sign-in to a session lasts, as awsx has seen it: AWS tells nobody (<doc:SignInProtocol>, Lifetimes).
package struct SignInSpan: Sendable, Hashable {
    /// When somebody signed in last.
    package var signedInAt: Instant
    /// Seconds after a sign-in at which AWS still renewed the token: the most that was seen.
    package var renewedAfter: Int64 = 0
    /// Seconds after a sign-in at which AWS would not any more: the least that was seen; nil for never.
    package var refusedAfter: Int64?
    /// Whether somebody was told that this sign-in comes to its end.
    package var isAnnounced = false

    package init(signedInAt: Instant) { self.signedInAt = signedInAt }

    package mutating func signIn(at now: Instant) {
        signedInAt = now
        isAnnounced = false
    }

    package mutating func renewed(at now: Instant) {
        let age = now.seconds(since: signedInAt)
        renewedAfter = max(renewedAfter, age)
        // An administrator has given it more.
        if let refused = refusedAfter, refused <= age { refusedAfter = nil }
    }

    package mutating func refused(at now: Instant) {
        let age = now.seconds(since: signedInAt)
        guard age > 0 else { return }
        refusedAfter = min(refusedAfter ?? age, age)
        // An administrator has given it less.
        if renewedAfter >= age { renewedAfter = 0 }
    }

    /// What administrators choose, in seconds: from 15 minutes to 90 days (IAM Identity Center User Guide, Configure the
    /// session duration).
    private static let usual: [Int64] = [
        900, 1800, 3600, 7200, 14_400, 21_600, 28_800, 36_000, 43_200, 64_800, 86_400, 604_800, 1_209_600, 2_592_000,
        5_184_000, 7_776_000,
    ]

    /// When somebody will have to sign in again; nil while nothing tells. Rather early than late.
    package var expectedEnd: Instant? {
        // A refusal alone may have come hours after the end.
        guard let refusedAfter, renewedAfter > 0 else { return nil }
        let likely = Self.usual.first { $0 > renewedAfter && $0 <= refusedAfter } ?? renewedAfter
        return signedInAt.advanced(bySeconds: likely)
    }
}

extension SignInSpan {
    /// Seconds before the expected end from which on people are told.
    package static let notice: Int64 = 2 * 3600

    /// The mark of a prompt, such as `login by 16:40`; empty while there is time. And when it changes.
    package func mark(at time: LocalTime) -> (text: String, changes: Instant?) {
        guard let end = expectedEnd else { return ("", nil) }
        let start = end.advanced(bySeconds: -Self.notice)
        if time.now < start { return ("", start) }
        return time.now < end ? ("login by \(time.time(end))", end) : ("login due", nil)
    }

    /// What a person is told; nil where nothing tells the end, or it is further off than so many seconds.
    package func sentence(_ session: SSOSession, at time: LocalTime, within seconds: Int64) -> String? {
        guard let end = expectedEnd, end.seconds(since: time.now) <= seconds else { return nil }
        return "you must sign in to \(session.title) again \(time.about(end))"
    }

    private var json: JSON {
        .object([
            "signedInAt": .integer(signedInAt.milliseconds), "renewedAfter": .integer(renewedAfter),
            "refusedAfter": refusedAfter.map(JSON.integer), "announced": isAnnounced ? .bool(true) : nil,
        ])
    }

    private init?(_ json: JSON) {
        guard let signedInAt = json["signedInAt"]?.integer else { return nil }
        self.init(signedInAt: Instant(milliseconds: signedInAt))
        renewedAfter = max(0, json["renewedAfter"]?.integer ?? 0)
        refusedAfter = json["refusedAfter"]?.integer.flatMap { $0 > 0 ? $0 : nil }
        isAnnounced = json["announced"]?.bool ?? false
    }

    /// What is known of a session's sign-ins; nil for nothing.
    package static func load(_ session: SSOSession, _ context: RuntimeContext) -> SignInSpan? {
        guard let bytes = try? folder(context).read(name(session)) else { return nil }
        return JSON(bytes).flatMap(SignInSpan.init)
    }

    /// Keeps what was seen, if that can be: it is of use, and no reason for a failure.
    ///
    /// - Parameter begins: whether somebody has just signed in; what is seen of an unknown sign-in tells nothing.
    package static func note(
        _ session: SSOSession, _ context: RuntimeContext, begins: Bool = false, _ change: (inout SignInSpan) -> Void
    ) {
        guard var span = load(session, context) ?? (begins ? SignInSpan(signedInAt: context.clock.now()) : nil) else {
            return
        }
        change(&span)
        try? folder(context).write(Array(span.json.serialized(.sortedLine).utf8), to: name(session))
    }

    /// Where that is kept; nil where awsx can't keep anything.
    package static func path(_ session: SSOSession, _ context: RuntimeContext) -> String? {
        (try? folder(context))?.path(name(session))
    }

    private static func folder(_ context: RuntimeContext) throws(Failure) -> PrivateFolder {
        try StateFolder.of(context).folder("sign-ins", context.files)
    }

    private static func name(_ session: SSOSession) -> String { "\(CacheKey.digest(session.cacheIdentity)).json" }
}
