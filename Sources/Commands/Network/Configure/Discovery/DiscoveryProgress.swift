import Synchronization
import Terminal

/// How far a discovery is, on the screen. What an earlier run had found takes no time now and is left out.
final class DiscoveryProgress: Sendable {
    private let progress: Progress
    private let done = Mutex(0)

    init(_ progress: Progress) { self.progress = progress }

    @Sendable func show(_ news: RoleDiscovery.Progress) {
        progress.expect(total: news.total - news.resumed)
        let more = done.withLock { done in
            defer { done = news.done - news.resumed }
            return news.done - news.resumed - done
        }
        progress.advance(by: more)
    }
}
