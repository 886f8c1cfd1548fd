import Synchronization

/// What was told, in order: warnings, events, opened addresses.
package final class RecordedItems<Item: Sendable>: Sendable {
    private let kept = Mutex<[Item]>([])

    package init() {}

    package var items: [Item] { kept.withLock { $0 } }

    package func add(_ item: Item) { kept.withLock { $0.append(item) } }
}
