import SystemKit

/// What AWS said of a token that the token's own file doesn't tell: that it is dead before its time. Kept beside it as a
/// hash, so that who reads files only (the prompt, `status`, `profiles`) knows as well; a new token ends it.
extension TokenStore {
    /// The session's token, unless AWS is known to refuse it.
    package func livingToken(_ session: SSOSession) throws(Failure) -> Token? {
        guard let token = try load(session)?.token, !hasEnded(token, for: session) else { return nil }
        return token
    }

    package func hasEnded(_ token: Token, for session: SSOSession) -> Bool {
        guard let bytes = try? files.read(folders.endedToken(session), limit: 1024) else { return false }
        return String(decoding: bytes, as: UTF8.self) == mark(token)
    }

    /// Keeps it, if that can be: it is of use to others, and no reason for a failure.
    package func noteEnd(of token: Token, for session: SSOSession) {
        _ = try? files.write(Array(mark(token).utf8), to: folders.endedToken(session), .secret)
    }

    package func forgetEnd(_ session: SSOSession) { _ = try? files.remove(folders.endedToken(session)) }

    private func mark(_ token: Token) -> String { "\(CacheKey.digest(token.accessToken.reveal()))\n" }
}
