import Engine
import PluginKit
import Synchronization
import SystemKit
import Terminal

/// Where the output of one run goes while it runs.
protocol EachOutput: Sendable {
    /// Takes a piece; one after the other.
    func take(_ stream: StreamedProcess.Stream, _ bytes: [UInt8])
    /// Nothing more comes.
    ///
    /// - Returns: why something of it is lost.
    func end() -> Failure?
}

/// Whole lines behind the run's name, on the streams of awsx.
final class NamedLines: EachOutput {
    private let name: String
    private let streams: StandardStreams
    private let lines = Mutex<[WholeLines]>([WholeLines(), WholeLines()])

    /// - Parameter name: as it stands before each line.
    init(_ name: String, _ streams: StandardStreams) {
        self.name = name
        self.streams = streams
    }

    func take(_ stream: StreamedProcess.Stream, _ bytes: [UInt8]) {
        let whole = lines.withLock { $0[stream.rawValue].take(bytes) }
        write(whole, to: stream)
    }

    func end() -> Failure? {
        for stream in [StreamedProcess.Stream.output, .errors] {
            if let last = lines.withLock({ $0[stream.rawValue].end() }) { write([last], to: stream) }
        }
        return nil
    }

    private func write(_ lines: [[UInt8]], to stream: StreamedProcess.Stream) {
        guard !lines.isEmpty else { return }
        let begin = Array(name.utf8)
        var text: [UInt8] = []
        for line in lines { text += begin + line + [UInt8(ascii: "\n")] }
        let target = stream == .output ? streams.output : streams.error
        ProgressLine.shared.say(text, on: target)
    }
}

/// Two files of a folder.
final class RunFiles: EachOutput {
    private let files: [OutputFile]

    init(_ output: OutputFile, _ errors: OutputFile) { files = [output, errors] }

    func take(_ stream: StreamedProcess.Stream, _ bytes: [UInt8]) { files[stream.rawValue].write(bytes) }

    func end() -> Failure? { files.lazy.compactMap(\.failure).first.map { Failure(.fileUnwritable, $0) } }
}

/// All that is shown of a run in JSON, up to a limit.
final class KeptOutput: EachOutput {
    struct Kept: Sendable {
        var streams: [[UInt8]] = [[], []]
        var isCut = false
    }

    /// Bytes of each stream.
    static let limit = 8 << 20

    private let kept = Mutex(Kept())

    func take(_ stream: StreamedProcess.Stream, _ bytes: [UInt8]) {
        kept.withLock { kept in
            let room = Self.limit - kept.streams[stream.rawValue].count
            if bytes.count > room { kept.isCut = true }
            kept.streams[stream.rawValue] += bytes.prefix(max(0, room))
        }
    }

    func end() -> Failure? { nil }

    var value: Kept { kept.withLock { $0 } }
}
