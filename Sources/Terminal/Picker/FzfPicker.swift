import Engine
import SystemKit

/// fzf in the picker's place.
struct FzfPicker {
    private let context: RuntimeContext

    init(_ context: RuntimeContext) { self.context = context }

    /// - Returns: nil if fzf isn't found, or can't be started.
    func pick(
        _ entries: [PickerEntry], title: String, _ query: String, picksSeveral: Bool = false
    ) throws(Failure) -> PickerState.Outcome? {
        guard case .found(let program) = ProgramSearch.find("fzf", path: context.environment[EnvironmentKey.path])
        else {
            return nil
        }
        let words = [
            "fzf", "--delimiter=\t", "--with-nth=2..", "--prompt=\(title)> ", "--query=\(query)",
            picksSeveral ? "--multi" : "--no-multi",
        ]
        return try translating(.failed) { () throws(SystemFailure) in
            var child = try ChildProcess.start(
                program, words: words, environment: context.environment, streams: .piped)
            // In order of use, which fzf keeps among equal matches.
            for number in PickerSearchIndex(entries).ranked("") {
                let entry = entries[number]
                let fields = [entry.name, entry.detail, entry.state] + entry.words
                let shown = fields.filter { !$0.isEmpty }.map { TerminalSafe.text($0) }.joined(separator: "\t")
                do throws(SystemFailure) {
                    try child.send(line: "\(number)\t\(shown)")
                } catch {
                    // It was left before everything was shown.
                    if error.isBrokenPipe { break }
                    throw error
                }
            }
            child.endInput()
            var picked: [Int] = []
            while let line = try child.receiveLine(limit: 1 << 16) {
                let number = String(decoding: line.prefix { $0 != 0x09 }, as: UTF8.self)
                if let number = Int(number), entries.indices.contains(number) { picked.append(number) }
            }
            let status = try child.wait()
            guard status == 0, let first = picked.first else { return .cancelled }
            return picksSeveral ? .pickedSeveral(picked.sorted()) : .picked(first)
        }
    }
}
