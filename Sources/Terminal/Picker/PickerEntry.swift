/// One thing that can be picked, as it is shown and found.
package struct PickerEntry: Sendable, Hashable {
    /// How an entry's state is coloured.
    package enum Tone: Sendable, Hashable { case good, pending, bad, plain }

    /// What is returned, and ranked by: unique.
    package let name: String
    /// What stands beside the name, such as account and role.
    package let detail: String
    /// State and time left, at the right.
    package let state: String
    package let tone: Tone
    /// Further words that it is found by: id, session, tags.
    package let words: [String]
    /// What would be set, line by line.
    package let preview: [String]
    /// How lately and often it was picked; 0 for never.
    package let frecency: Double

    package init(
        _ name: String, detail: String = "", state: String = "", tone: Tone = .plain, words: [String] = [],
        preview: [String] = [], frecency: Double = 0
    ) {
        self.name = name
        self.detail = detail
        self.state = state
        self.tone = tone
        self.words = words
        self.preview = preview
        self.frecency = frecency
    }
}
